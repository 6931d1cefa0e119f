#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace diplograph {

/// Where a command writes: stdout, or a file that takes its name only when it is whole.
class Output {
public:
    /// `path` is a file or "-". \throws UserError with io_trouble.
    explicit Output(std::string path);
    ~Output();
    Output(Output const&) = delete;
    Output& operator=(Output const&) = delete;

    void write(std::string_view text);
    [[nodiscard]] std::ostream& stream() { return *stream_; }
    /// Hands all bytes over and names the file. \throws UserError if some could not be written.
    void close();
    /// Hands the bytes over that have been written so far. \throws as close.
    void flush();
    [[nodiscard]] bool is_terminal() const { return terminal_; }

private:
    [[noreturn]] void fail() const;

    std::string path_;
    std::string part_;  ///< the file's name until it is whole; empty for stdout, pipes and devices
    std::unique_ptr<std::ostream> stream_;
    bool terminal_ = false;
};

}  // namespace diplograph
