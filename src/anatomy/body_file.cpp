// SPDX-License-Identifier: Apache-2.0
#include "anatomy/body_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

#include "anatomy/body_header.h"
#include "anatomy/packed_voxels.h"
#include "base/digest.h"
#include "base/expects.h"
#include "base/file.h"
#include "base/parallel.h"

// A body file, little-endian:
//   16 bytes  magic
//    4 bytes  version
//    8 bytes  length of the header, then the header (JSON)
//   64 bytes  SHA-256 of the header, in hexadecimal: a grid's origin off by a digit must not pass
//   per chunk: 8 bytes stored length, then the voxels as packed_voxels.cpp packs them

namespace filiform::anatomy {

namespace {

constexpr std::string_view magic("FILIFORM BODY\r\n\x1a", 16);
// 1 kept differences along rows, 2 had no digest, 3 had one course of every structure
constexpr std::uint32_t version = 4;
constexpr std::uint32_t oldest_version = 3;
constexpr std::size_t digest_bytes = 64;

void append_number(std::vector<std::byte>& out, std::uint64_t value, int bytes) {
    for (int n = 0; n < bytes; ++n)
        out.push_back(static_cast<std::byte>(value >> (8 * n) & 0xFF));
}

struct ChunkSource {
    std::span<const std::int16_t> voxels;
    geometry::Size3 size;
};

std::vector<ChunkSource> chunks_of(const Body& body) {
    std::vector<ChunkSource> chunks{{body.skin.steps(), body.skin.lattice().size}};
    for (const Structure& one : body.structures)
        chunks.push_back({one.field.steps(), one.field.lattice().size});
    if (body.ct)
        chunks.push_back({body.ct->voxels, body.lattice.size});
    return chunks;
}

/// Places in `chunks`, the largest chunk first, so that no thread is left with one of them at the
/// end.
template <class Chunk>
std::vector<std::size_t> largest_first(const std::vector<Chunk>& chunks) {
    std::vector<std::size_t> order(chunks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return chunks[a].size.voxels() > chunks[b].size.voxels();
    });
    return order;
}

/// Reads from the front, never past the end.
class Cursor {
  public:
    explicit Cursor(std::span<const std::byte> bytes) : rest_(bytes) {}
    [[nodiscard]] bool has(std::uint64_t count) const { return count <= rest_.size(); }
    std::span<const std::byte> take(std::size_t count) {
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }
    std::uint64_t take_number(std::size_t bytes) {
        std::uint64_t value = 0;
        const auto taken = take(bytes);
        for (std::size_t n = 0; n < bytes; ++n)
            value |= static_cast<std::uint64_t>(taken[n]) << (8 * n);
        return value;
    }
    [[nodiscard]] std::size_t left() const { return rest_.size(); }

  private:
    std::span<const std::byte> rest_;
};

tl::unexpected<base::Problems> refuse(std::string code, std::string_view name, std::string what) {
    return tl::unexpected(base::Problems{{"body_file." + std::move(code), std::string(name),
                                          std::move(what), "Import the scan again."}});
}

struct Chunk {
    std::span<const std::byte> stored;
    geometry::Size3 size;
    std::optional<std::vector<std::int16_t>> voxels;
};

void fill(Body& body, const BodyHeader& header, std::vector<Chunk>& chunks) {
    const auto field = [](const AnnouncedField& announced, Chunk& chunk) {
        return geometry::DistanceField(announced.lattice, std::move(*chunk.voxels),
                                       announced.bounds);
    };
    body.skin = field(header.skin, chunks[0]);
    for (std::size_t n = 0; n < body.structures.size(); ++n)
        body.structures[n].field = field(header.structures[n], chunks[n + 1]);
    if (header.has_ct) {
        body.ct.emplace();
        body.ct->lattice = body.lattice;
        body.ct->voxels = std::move(*chunks.back().voxels);
    }
}

} // namespace

std::vector<std::byte> write_body(const Body& body) {
    base::expects(!body.ct || body.ct->lattice == body.lattice,
                  "the CT lies on the body's lattice");
    const std::vector<ChunkSource> sources = chunks_of(body);
    const std::vector<std::size_t> order = largest_first(sources);
    std::vector<std::vector<std::byte>> packed(sources.size());
    base::parallel_chunks(order.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            const ChunkSource& source = sources[order[n]];
            packed[order[n]] = pack_voxels(source.voxels, source.size);
        }
    });
    const std::string header = write_body_header(body);
    std::size_t length = magic.size() + 12 + header.size() + digest_bytes;
    for (const auto& chunk : packed)
        length += 8 + chunk.size();
    std::vector<std::byte> out;
    out.reserve(length);
    const auto append = [&](const void* data, std::size_t count) {
        const std::size_t at = out.size();
        out.resize(at + count);
        std::memcpy(out.data() + at, data, count);
    };
    append(magic.data(), magic.size());
    append_number(out, version, 4);
    append_number(out, header.size(), 8);
    append(header.data(), header.size());
    append(base::sha256(header).data(), digest_bytes);
    for (const auto& chunk : packed) {
        append_number(out, chunk.size(), 8);
        append(chunk.data(), chunk.size());
    }
    return out;
}

base::Checked<Body> read_body(std::span<const std::byte> bytes, std::string_view name,
                              const BodyLimits& limits) {
    Cursor cursor(bytes);
    if (!cursor.has(magic.size() + 12) ||
        std::memcmp(cursor.take(magic.size()).data(), magic.data(), magic.size()) != 0)
        return refuse("magic", name, "This is not a body file.");
    if (const std::uint64_t found = cursor.take_number(4);
        found < oldest_version || found > version)
        return refuse("version", name,
                      "The body file is of version " + std::to_string(found) +
                          ", this program reads versions " + std::to_string(oldest_version) +
                          " to " + std::to_string(version) + ".");
    const std::uint64_t length = cursor.take_number(8);
    if (length > limits.most_header_bytes)
        return refuse("too_large", name,
                      "The header announces " + std::to_string(length) + " bytes.");
    if (!cursor.has(length))
        return refuse("truncated", name, "The file ends in its header.");
    const auto text = cursor.take(static_cast<std::size_t>(length));
    auto header =
        read_body_header({reinterpret_cast<const char*>(text.data()), text.size()}, name, limits);
    if (!header)
        return tl::unexpected(base::Problems{header.error()});
    if (!cursor.has(digest_bytes))
        return refuse("truncated", name, "The file ends after its header.");
    if (std::memcmp(cursor.take(digest_bytes).data(), base::sha256(text).data(), digest_bytes) != 0)
        return refuse("header", name, "The header was damaged after it was written.");

    std::vector<Chunk> chunks{{{}, header->skin.lattice.size, {}}};
    for (const AnnouncedField& field : header->structures)
        chunks.push_back({{}, field.lattice.size, {}});
    if (header->has_ct)
        chunks.push_back({{}, header->body.lattice.size, {}});
    for (Chunk& chunk : chunks) {
        if (!cursor.has(8))
            return refuse("truncated", name, "The file ends before its last field.");
        const std::uint64_t stored = cursor.take_number(8);
        if (!cursor.has(stored))
            return refuse("truncated", name, "The file ends within a field.");
        chunk.stored = cursor.take(static_cast<std::size_t>(stored));
        // Checked before unpacking allocates: no stream expands further.
        if (chunk.size.voxels() > most_packed_voxels(chunk.stored.size()))
            return refuse("chunk", name, "A field announces more voxels than its bytes can hold.");
    }
    if (cursor.left() != 0)
        return refuse("chunk", name,
                      std::to_string(cursor.left()) + " bytes follow the last field.");
    const std::vector<std::size_t> order = largest_first(chunks);
    base::parallel_chunks(order.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            Chunk& chunk = chunks[order[n]];
            chunk.voxels = unpack_voxels(chunk.stored, chunk.size);
        }
    });
    if (std::any_of(chunks.begin(), chunks.end(), [](const Chunk& c) { return !c.voxels; }))
        return refuse("chunk", name, "The voxels of a field are damaged.");
    fill(header->body, *header, chunks);
    return std::move(header->body);
}

base::Result<void> save_body(const std::filesystem::path& path, const Body& body) {
    return base::save_file(path, write_body(body)).map_error([](base::Problem problem) {
        problem.code = "body_file.write";
        return problem;
    });
}

base::Checked<Body> load_body(const std::filesystem::path& path) {
    const BodyLimits limits;
    const auto bytes = base::load_file(path, limits.most_bytes);
    if (!bytes) {
        base::Problem problem = bytes.error();
        problem.code =
            problem.code == "file.too_large" ? "body_file.too_large" : "body_file.missing";
        return tl::unexpected(base::Problems{std::move(problem)});
    }
    return read_body(std::as_bytes(std::span(*bytes)), path.string(), limits);
}

std::string body_digest(const Body& body) {
    const std::vector<ChunkSource> sources = chunks_of(body);
    const std::vector<std::size_t> order = largest_first(sources);
    std::vector<std::string> digests(sources.size());
    base::parallel_chunks(order.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n)
            digests[order[n]] = base::blake2b(std::as_bytes(sources[order[n]].voxels));
    });
    std::string all = write_body_header(body);
    for (const std::string& digest : digests)
        all += "\n" + digest;
    return base::sha256(all);
}

} // namespace filiform::anatomy
