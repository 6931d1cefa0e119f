#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace diplograph {

/// True if every byte belongs to a well-formed UTF-8 sequence (Unicode 15, table 3-7).
[[nodiscard]] bool valid_utf8(std::string_view text);

/// The text with U+FFFD in the place of each ill-formed sequence.
[[nodiscard]] std::string repair_utf8(std::string_view text);

/// CRLF and lone CR become LF; control characters other than LF and TAB become spaces; a byte order mark at the
/// beginning goes. The text must be valid UTF-8.
[[nodiscard]] std::string clean_text(std::string_view text);

/// At most 60 bytes of a text, cut at a character border, line breaks as spaces: what messages quote.
[[nodiscard]] std::string excerpt(std::string_view text);

/// True if bytes are no text in any charset: NUL bytes (UTF-16 and UTF-32 with a byte order mark aside) or more than
/// one control character in twenty. Looks at the first 64 KiB.
[[nodiscard]] bool is_binary(std::string_view bytes);

/// What came out of a conversion.
struct Decoded {
    std::string text;       ///< valid UTF-8
    std::string charset;    ///< what the bytes were read as
    bool repaired = false;  ///< some bytes had no meaning and became U+FFFD
};

/// Bytes to UTF-8: by byte order mark, else by the `declared` charset if it exists and fits, else as UTF-8 if valid, else by
/// detection, else as windows-1252. A declared charset that does not hold yields to valid UTF-8.
[[nodiscard]] Decoded decode(std::string_view bytes, std::string_view declared = {});

/// The charset that a page declares in its first 4 KiB: meta charset, http-equiv or XML declaration. Empty if none.
[[nodiscard]] std::string declared_charset(std::string_view page);

}  // namespace diplograph
