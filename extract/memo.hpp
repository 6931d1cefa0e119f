#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace diplograph {

/// Numbers that follow from a word and one model alone, kept for when the word comes again. It forgets nothing; once full it
/// takes no more. What it has or lacks changes how long an answer takes, never the answer. Not to be shared: each worker
/// has its own.
class Memo {
public:
    /// \param places at least one; the model keeps 2 KiB in each.
    explicit Memo(std::size_t places = 8192) : places_(places) {}

    /// What was kept for a word, valid as long as the memo; null if nothing was.
    [[nodiscard]] float const* find(std::string_view word) const;
    /// Copies `count` numbers, at least one, if there is room.
    void keep(std::string_view word, float const* numbers, std::size_t count);

private:
    struct Entry {
        std::string word;
        std::vector<float> numbers;  ///< none: the place is free
    };
    /// Where a word is or may go; `places_.size()` if there is neither.
    [[nodiscard]] std::size_t place_of(std::string_view word) const;
    std::vector<Entry> places_;
};

}  // namespace diplograph
