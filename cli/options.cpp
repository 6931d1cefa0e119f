#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>

#include "cli/command.hpp"
#include "cli/interrupt.hpp"

namespace diplograph {

namespace {
std::atomic<bool> interrupt_seen{false};
static_assert(std::atomic<bool>::is_always_lock_free);
}  // namespace

bool was_interrupted() { return interrupt_seen; }

void catch_interrupts() {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupt_seen = true; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // no SA_RESTART: a read that waits ends; the second Ctrl-C does not wait
    for (int const number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
}

std::optional<Date> day_option(std::string const& name, std::string const& text) {
    if (text.empty()) return std::nullopt;
    auto const date = parse_date(text);
    if (!date) throw UserError(wrong_usage, name + " is not a date (YYYY-MM-DD): \"" + text + '"');
    return date;
}

std::optional<Date> day_option(std::string const& name, std::string const& text, Side side) {
    auto const digits = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (std::size_t i = from; i < from + count; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    std::optional<DateInterval> span;
    if (text.size() == 4 && digits(0, 4) > 0) span = year_of(digits(0, 4));
    if (text.size() == 7 && text[4] == '-' && digits(0, 4) > 0 && digits(5, 2) >= 1 && digits(5, 2) <= 12)
        span = month_of(digits(0, 4), static_cast<unsigned>(digits(5, 2)));
    if (span) return side == Side::first ? span->start : span->end;
    return day_option(name, text);
}

std::vector<std::filesystem::path> data_folders(Options const& options) {
    namespace fs = std::filesystem;
    std::vector<fs::path> folders;
    std::error_code error;
    fs::path const binary = fs::read_symlink("/proc/self/exe", error);
    fs::path const installed = binary.parent_path().parent_path() / DIPLOGRAPH_SHARE;
    if (fs::is_regular_file(installed / "predicates.tsv")) {
        folders.push_back(installed);
    } else {
        folders.emplace_back(DIPLOGRAPH_SOURCE_DATA);
        folders.emplace_back(DIPLOGRAPH_BUILD_DATA);
    }
    for (std::string const& folder : options.data) {
        if (!fs::is_directory(folder, error)) throw UserError(wrong_usage, "--data " + folder + ": no such folder");
        folders.emplace_back(folder);
    }
    return folders;
}

}  // namespace diplograph
