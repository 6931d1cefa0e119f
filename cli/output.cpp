#include "cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "cli/command.hpp"

namespace diplograph {

namespace fs = std::filesystem;

Output::Output(std::string path) : path_(std::move(path)) {
    if (path_ == "-" || path_.empty()) {
        stream_ = std::make_unique<std::ostream>(std::cout.rdbuf());
        terminal_ = isatty(STDOUT_FILENO) != 0;
        return;
    }
    std::error_code error;
    fs::file_status const status = fs::status(path_, error);
    if (fs::is_directory(status)) throw UserError(io_trouble, path_ + ": a folder, no file");
    if (!fs::exists(status) || fs::is_regular_file(status)) part_ = path_ + ".part";
    stream_ = std::make_unique<std::ofstream>(part_.empty() ? path_ : part_, std::ios::binary);
    if (!*stream_) {
        part_.clear();
        fail();
    }
}

Output::~Output() {
    if (part_.empty()) return;
    std::error_code ignored;
    fs::remove(part_, ignored);
}

void Output::fail() const {
    std::string const name = path_ == "-" || path_.empty() ? "standard output" : path_;
    throw UserError(io_trouble, name + ": cannot be written: " + std::strerror(errno));
}

void Output::write(std::string_view text) { stream_->write(text.data(), static_cast<std::streamsize>(text.size())); }

void Output::flush() {
    if (!stream_->flush()) fail();
}

void Output::close() {
    flush();
    if (part_.empty()) return;
    stream_.reset();
    std::error_code error;
    fs::rename(part_, path_, error);
    if (error) throw UserError(io_trouble, path_ + ": cannot be written: " + error.message());
    part_.clear();
}

}  // namespace diplograph
