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
    std::signal(SIGINT, [](int) { interrupt_seen = true; });
    std::signal(SIGTERM, [](int) { interrupt_seen = true; });
}

std::optional<Date> day_option(std::string const& name, std::string const& text) {
    if (text.empty()) return std::nullopt;
    auto const date = parse_date(text);
    if (!date) throw UserError(wrong_usage, name + " is not a date (YYYY-MM-DD): \"" + text + '"');
    return date;
}

std::vector<std::string> data_folders(Options const& options) {
    namespace fs = std::filesystem;
    std::vector<std::string> folders;
    std::error_code error;
    fs::path const binary = fs::read_symlink("/proc/self/exe", error);
    fs::path const installed = binary.parent_path().parent_path() / DIPLOGRAPH_SHARE;
    if (fs::is_regular_file(installed / "predicates.tsv")) {
        folders.push_back(installed.string());
    } else {
        folders.emplace_back(DIPLOGRAPH_SOURCE_DATA);
        folders.emplace_back(DIPLOGRAPH_BUILD_DATA);
    }
    folders.insert(folders.end(), options.data.begin(), options.data.end());
    return folders;
}

}  // namespace diplograph
