// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"

namespace filiform::imaging {

/// The bytes of a file or of memory, front to back, gzip undone on the way.
///
/// Never holds more than a fixed buffer, whatever the bytes claim about themselves, so a reader
/// that stops at the size it expects cannot be made to fill the memory.
/// Thread safety: one thread per object.
class ByteStream {
  public:
    /// The memory must outlive the stream.
    [[nodiscard]] static ByteStream of_memory(std::span<const std::byte> bytes);
    /// Problems: imaging.missing.
    [[nodiscard]] static base::Result<ByteStream> of_file(const std::filesystem::path& path);

    ByteStream(ByteStream&&) noexcept;
    ByteStream& operator=(ByteStream&&) noexcept;
    ~ByteStream();

    /// Bytes as stored, before unpacking.
    [[nodiscard]] std::uint64_t stored_bytes() const { return stored_bytes_; }
    [[nodiscard]] bool is_packed() const { return inflater_ != nullptr; }
    /// True once the packed bytes contradict themselves (a deflate or checksum error).
    [[nodiscard]] bool is_damaged() const { return is_damaged_; }

    /// True when the packed bytes ended as they should, their checksum read and right; plain bytes
    /// have no such end.
    [[nodiscard]] bool has_packed_end() const;

    /// The next stored bytes without taking them; fewer than asked only at the end. At most 4096,
    /// and only before unpack_rest().
    [[nodiscard]] std::span<const std::byte> peek(std::size_t count);
    /// From here on the stored bytes are gzip (one member or several) and are unpacked.
    void unpack_rest();
    /// Fills `out`; returns fewer bytes only at the end or where the packing is damaged.
    [[nodiscard]] std::size_t read(std::span<std::byte> out);

  private:
    using Source = std::function<std::size_t(std::span<std::byte>)>;
    struct Inflater;

    ByteStream(Source source, std::uint64_t stored_bytes);
    void refill();
    std::size_t read_plain(std::span<std::byte> out);
    std::size_t read_packed(std::span<std::byte> out);
    bool begin_next_member();

    Source source_;
    std::uint64_t stored_bytes_;
    std::vector<std::byte> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::unique_ptr<Inflater> inflater_;
    bool is_damaged_ = false;
};

} // namespace filiform::imaging
