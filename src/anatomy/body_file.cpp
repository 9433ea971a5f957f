// SPDX-License-Identifier: Apache-2.0
#include "anatomy/body_file.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <zlib.h>

#include "anatomy/body_header.h"
#include "base/digest.h"
#include "base/expects.h"
#include "base/file.h"
#include "base/parallel.h"

// A body file, little-endian:
//   16 bytes  magic
//    4 bytes  version
//    8 bytes  length of the header, then the header (JSON)
//   per chunk: 8 bytes stored length, then a zlib stream of the voxels, packed as below

namespace filiform::anatomy {

namespace {

constexpr std::string_view magic("FILIFORM BODY\r\n\x1a", 16);
constexpr std::uint32_t version = 1;
/// Deflate cannot pack more than 1032 to 1.
constexpr std::size_t most_expansion = 1100;
using Voxels = std::vector<std::int16_t>;

void append_number(std::vector<std::byte>& out, std::uint64_t value, int bytes) {
    for (int n = 0; n < bytes; ++n)
        out.push_back(static_cast<std::byte>(value >> (8 * n) & 0xFF));
}

/// Neighbours in a field differ little: each row is kept as differences, low bytes before high
/// bytes, which zlib packs four times smaller than the values themselves.
std::vector<Bytef> split(std::span<const std::int16_t> voxels, std::size_t row) {
    std::vector<Bytef> bytes(voxels.size() * 2);
    for (std::size_t n = 0; n < voxels.size(); ++n) {
        const std::uint16_t before =
            n % row == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(voxels[n - 1]);
        const auto step =
            static_cast<std::uint16_t>(static_cast<std::uint16_t>(voxels[n]) - before);
        bytes[n] = static_cast<Bytef>(step & 0xFF);
        bytes[voxels.size() + n] = static_cast<Bytef>(step >> 8);
    }
    return bytes;
}

Voxels join(std::span<const Bytef> bytes, std::size_t row) {
    Voxels voxels(bytes.size() / 2);
    std::uint16_t value = 0;
    for (std::size_t n = 0; n < voxels.size(); ++n) {
        if (n % row == 0)
            value = 0;
        value = static_cast<std::uint16_t>(value + bytes[n] + (bytes[voxels.size() + n] << 8));
        voxels[n] = static_cast<std::int16_t>(value);
    }
    return voxels;
}

std::vector<Bytef> pack(std::span<const std::int16_t> voxels, const geometry::Size3& size) {
    const std::vector<Bytef> raw =
        split(voxels, std::max<std::size_t>(static_cast<std::size_t>(size.x), 1));
    uLongf length = compressBound(static_cast<uLong>(raw.size()));
    std::vector<Bytef> packed(length);
    constexpr int level = 1; // three times faster than 6, a tenth larger
    const int status =
        compress2(packed.data(), &length, raw.data(), static_cast<uLong>(raw.size()), level);
    base::expects(status == Z_OK, "zlib packs what fits its own bound");
    packed.resize(length);
    return packed;
}

/// The voxels, or nothing when the chunk does not hold exactly as many as announced.
std::optional<Voxels> unpack(std::span<const std::byte> stored, const geometry::Size3& size) {
    std::vector<Bytef> raw(size.voxels() * 2);
    uLongf length = static_cast<uLongf>(raw.size());
    uLong used = static_cast<uLong>(stored.size());
    Bytef nothing = 0; // zlib wants an address even for no bytes
    const int status = uncompress2(raw.empty() ? &nothing : raw.data(), &length,
                                   reinterpret_cast<const Bytef*>(stored.data()), &used);
    if (status != Z_OK || length != raw.size() || used != stored.size())
        return std::nullopt;
    return join(raw, std::max<std::size_t>(static_cast<std::size_t>(size.x), 1));
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
    std::optional<Voxels> voxels;
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
    std::vector<std::vector<Bytef>> packed(sources.size());
    base::parallel_chunks(sources.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n)
            packed[n] = pack(sources[n].voxels, sources[n].size);
    });
    const std::string header = write_body_header(body);
    std::vector<std::byte> out;
    const auto append = [&](const void* data, std::size_t count) {
        const std::size_t at = out.size();
        out.resize(at + count);
        std::memcpy(out.data() + at, data, count);
    };
    append(magic.data(), magic.size());
    append_number(out, version, 4);
    append_number(out, header.size(), 8);
    append(header.data(), header.size());
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
    if (const std::uint64_t found = cursor.take_number(4); found != version)
        return refuse("version", name,
                      "The body file is of version " + std::to_string(found) +
                          ", this program reads version " + std::to_string(version) + ".");
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
        if (chunk.size.voxels() * 2 > (chunk.stored.size() + 64) * most_expansion)
            return refuse("chunk", name, "A field announces more voxels than its bytes can hold.");
    }
    if (cursor.left() != 0)
        return refuse("chunk", name,
                      std::to_string(cursor.left()) + " bytes follow the last field.");
    base::parallel_chunks(chunks.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n)
            chunks[n].voxels = unpack(chunks[n].stored, chunks[n].size);
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
    std::vector<std::string> digests(sources.size());
    base::parallel_chunks(sources.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n)
            digests[n] = base::sha256(std::as_bytes(sources[n].voxels));
    });
    std::string all = write_body_header(body);
    for (const std::string& digest : digests)
        all += "\n" + digest;
    return base::sha256(all);
}

} // namespace filiform::anatomy
