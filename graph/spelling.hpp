#pragma once

#include <string>
#include <string_view>

namespace diplograph {

/// How alike two words of names are. `spelled`: they differ as ways to write one sound do, Hussein and Hossein, Lawrow and
/// Lavrov; `near`: by one letter.
enum class Likeness { different, near, spelled, same };
[[nodiscard]] Likeness likeness(std::string_view a, std::string_view b);

/// What words have in common that anybody may take for spellings of one name: its consonants, in classes.
[[nodiscard]] std::string sound_of(std::string_view word);

}  // namespace diplograph
