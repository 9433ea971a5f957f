// SPDX-License-Identifier: Apache-2.0
#include "imaging/byte_stream.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <system_error>

#include <zlib.h>

#include "base/expects.h"
#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{256} * 1024;
constexpr std::size_t most_peek = 4096;
constexpr int gzip_window = 15 + 16; // the largest window, gzip wrapping only

} // namespace

/// zlib's state points back at its z_stream, so the stream stays where it was made.
struct ByteStream::Inflater {
    z_stream stream{};
    bool is_at_end = false;

    Inflater() {
        base::expects(inflateInit2(&stream, gzip_window) == Z_OK, "zlib has memory for its window");
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&stream); }
};

ByteStream::ByteStream(Source source, std::uint64_t stored_bytes)
    : source_(std::move(source)), stored_bytes_(stored_bytes),
      buffer_(static_cast<std::size_t>(
          std::clamp<std::uint64_t>(stored_bytes, most_peek, buffer_bytes))) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

ByteStream ByteStream::of_memory(std::span<const std::byte> bytes) {
    const auto source = [rest = bytes](std::span<std::byte> out) mutable {
        const std::size_t count = std::min(out.size(), rest.size());
        std::copy_n(rest.begin(), count, out.begin());
        rest = rest.subspan(count);
        return count;
    };
    return {source, bytes.size()};
}

base::Result<ByteStream> ByteStream::of_file(const std::filesystem::path& path) {
    const auto missing = [&](const std::string& what) {
        return refuse({"missing", path.string(), "", what, "Check the path and the permissions."});
    };
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        return missing("There is no such file.");
    if (!std::filesystem::is_regular_file(status))
        return missing("This is not a regular file.");
    const std::uint64_t bytes = std::filesystem::file_size(path, error);
    auto file = std::make_shared<std::ifstream>(path, std::ios::binary); // shared: std::function
    if (error || !*file)
        return missing("The file cannot be opened.");
    const auto source = [file](std::span<std::byte> out) {
        file->read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
        return static_cast<std::size_t>(file->gcount());
    };
    return ByteStream(source, bytes);
}

/// Moves what is left to the front and tops the buffer up.
void ByteStream::refill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    while (end_ < buffer_.size()) {
        const std::size_t count = source_(std::span(buffer_).subspan(end_));
        if (count == 0)
            return;
        end_ += count;
    }
}

std::span<const std::byte> ByteStream::peek(std::size_t count) {
    base::expects(count <= most_peek && !is_packed(), "a peek is short and before unpacking");
    if (end_ - begin_ < count)
        refill();
    return std::span<const std::byte>(buffer_).subspan(begin_, std::min(count, end_ - begin_));
}

void ByteStream::unpack_rest() {
    base::expects(!is_packed(), "unpacking starts once");
    inflater_ = std::make_unique<Inflater>();
}

bool ByteStream::has_packed_end() const {
    return is_packed() && inflater_->is_at_end;
}

std::size_t ByteStream::read(std::span<std::byte> out) {
    return is_packed() ? read_packed(out) : read_plain(out);
}

std::size_t ByteStream::read_plain(std::span<std::byte> out) {
    std::size_t done = 0;
    while (done < out.size()) {
        if (begin_ == end_)
            refill();
        const std::size_t count = std::min(out.size() - done, end_ - begin_);
        if (count == 0)
            break;
        std::memcpy(out.data() + done, buffer_.data() + begin_, count);
        begin_ += count;
        done += count;
    }
    return done;
}

/// After one gzip member, another may follow (bgzip writes them so); anything else is padding.
bool ByteStream::begin_next_member() {
    if (end_ - begin_ < 2)
        refill();
    if (end_ - begin_ < 2 || buffer_[begin_] != std::byte{0x1f} ||
        buffer_[begin_ + 1] != std::byte{0x8b})
        return false;
    return inflateReset(&inflater_->stream) == Z_OK;
}

std::size_t ByteStream::read_packed(std::span<std::byte> out) {
    std::size_t done = 0;
    z_stream& z = inflater_->stream;
    while (done < out.size() && !is_damaged_ && !inflater_->is_at_end) {
        if (begin_ == end_)
            refill();
        if (begin_ == end_)
            break;
        const std::size_t room = std::min<std::size_t>(out.size() - done, 1u << 30);
        z.next_in = reinterpret_cast<Bytef*>(buffer_.data() + begin_);
        z.avail_in = static_cast<uInt>(end_ - begin_);
        z.next_out = reinterpret_cast<Bytef*>(out.data() + done);
        z.avail_out = static_cast<uInt>(room);
        const int outcome = inflate(&z, Z_NO_FLUSH);
        begin_ = end_ - z.avail_in;
        done += room - z.avail_out;
        if (outcome == Z_STREAM_END)
            inflater_->is_at_end = !begin_next_member();
        else if (outcome != Z_OK)
            is_damaged_ = true;
    }
    return done;
}

} // namespace filiform::imaging
