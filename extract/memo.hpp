#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace diplograph {

/// Numbers that follow from a word alone, kept for when it comes again. It forgets nothing; once full it takes no more.
/// Any number of threads may use it at once; what it has or lacks changes how long an answer takes, never the answer.
class Memo {
public:
    /// \param places at least one.
    explicit Memo(std::size_t places) : places_(places) {}
    ~Memo();
    Memo(Memo const&) = delete;
    Memo& operator=(Memo const&) = delete;

    /// What was kept for a word, valid as long as the memo; null if nothing was.
    [[nodiscard]] float const* find(std::string_view word) const;
    /// Copies `count` numbers, if there is room.
    void keep(std::string_view word, float const* numbers, std::size_t count);

private:
    struct Entry {
        std::string word;
        std::vector<float> numbers;
    };
    [[nodiscard]] std::size_t place_of(std::string_view word) const;
    std::vector<std::atomic<Entry const*>> places_;
};

}  // namespace diplograph
