#include <zlib.h>

#include <cerrno>
#include <cstring>

#include "extract/reader.hpp"

namespace diplograph {

namespace {

constexpr std::size_t block = 65536;

}  // namespace

/// Inflates one gzip member after the other.
struct Input::Unpacker {
    Unpacker() { ready = inflateInit2(&stream, 15 + 16) == Z_OK; }
    ~Unpacker() { inflateEnd(&stream); }
    Unpacker(Unpacker const&) = delete;
    Unpacker& operator=(Unpacker const&) = delete;

    z_stream stream{};
    bool ready = false;
    bool inside = true;  ///< a member has begun and not ended
};

Input::Input(std::string path) : path_(std::move(path)), raw_(block) {
    file_ = path_ == "-" ? stdin : std::fopen(path_.c_str(), "rb");
    if (file_ == nullptr) {
        fault_ = std::string("cannot be opened: ") + std::strerror(errno);
        return;
    }
    std::size_t const got = fill();
    if (got >= 2 && raw_[0] == '\x1F' && raw_[1] == '\x8B') {
        unpacker_ = std::make_unique<Unpacker>();
        unpacker_->stream.next_in = reinterpret_cast<Bytef*>(raw_.data());
        unpacker_->stream.avail_in = static_cast<uInt>(got);
        if (!unpacker_->ready) fault_ = "no memory to unpack it";
    } else {
        buffer_.assign(raw_.data(), got);
        held_ = true;
    }
}

Input::~Input() {
    if (file_ != nullptr && file_ != stdin) std::fclose(file_);
}

std::size_t Input::fill() {
    std::size_t const got = std::fread(raw_.data(), 1, raw_.size(), file_);
    if (got == 0 && std::ferror(file_) != 0) fault_ = std::string("cannot be read: ") + std::strerror(errno);
    return got;
}

std::string_view Input::read() {
    if (held_) {
        held_ = false;
        if (!buffer_.empty()) return buffer_;
    }
    buffer_.clear();
    if (!fault_.empty() || file_ == nullptr) return {};
    if (unpacker_ == nullptr) {
        buffer_.assign(raw_.data(), fill());
        return buffer_;
    }
    z_stream& z = unpacker_->stream;
    buffer_.resize(block);
    z.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    z.avail_out = block;
    while (z.avail_out > 0) {
        if (z.avail_in == 0) {
            std::size_t const got = fill();
            if (got == 0) {
                if (fault_.empty() && unpacker_->inside) fault_ = "gzip data ends too early";
                break;
            }
            z.next_in = reinterpret_cast<Bytef*>(raw_.data());
            z.avail_in = static_cast<uInt>(got);
        }
        if (!unpacker_->inside) {
            // Archivers pad with zeros; anything else must be a further member.
            if (*z.next_in == 0) {
                z.avail_in = 0;
                continue;
            }
            inflateReset(&z);
            unpacker_->inside = true;
        }
        int const result = inflate(&z, Z_NO_FLUSH);
        if (result == Z_STREAM_END) {
            unpacker_->inside = false;
        } else if (result != Z_OK) {
            fault_ = std::string("gzip data is broken") + (z.msg != nullptr ? std::string(": ") + z.msg : "");
            break;
        }
    }
    buffer_.resize(block - z.avail_out);
    return buffer_;
}

std::string_view Input::head() {
    if (!held_) {
        (void)read();
        held_ = true;
    }
    return buffer_;
}

std::string Input::read_all(std::size_t limit) {
    std::string out;
    for (std::string_view part = read(); !part.empty(); part = read()) {
        out += part;
        if (out.size() > limit) {
            fault_ = "longer than " + std::to_string(limit >> 20) + " MiB";
            break;
        }
    }
    return out;
}

}  // namespace diplograph
