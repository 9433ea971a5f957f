// SPDX-License-Identifier: Apache-2.0
#include "imaging/whole_file.h"

#include <algorithm>
#include <vector>

#include <zlib.h>

#include "base/expects.h"
#include "base/whole_file.h"

namespace filiform::imaging {

namespace {

constexpr std::size_t packed_bytes = std::size_t{256} * 1024;
constexpr int gzip_window = 15 + 16;
constexpr int gzip_memory = 8;
constexpr int packing_level = 4; // half the time of the default for a few per cent of size
constexpr int unknown_system = 255;

/// The same problem under this room's code.
base::Problem as_ours(base::Problem problem) {
    problem.code = "imaging.write";
    return problem;
}

} // namespace

struct WholeFile::State {
    explicit State(base::WholeFile&& whole) : file(std::move(whole)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (is_packed)
            deflateEnd(&packer);
    }

    base::WholeFile file;
    bool is_packed = false;
    z_stream packer{};
    gz_header packed_header{};
    std::vector<std::byte> packed;

    base::Result<void> put(std::span<const std::byte> bytes) {
        return file.append(bytes).map_error(as_ours);
    }

    base::Result<void> pack(std::span<const std::byte> bytes, int flush) {
        packer.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
        packer.avail_in = static_cast<uInt>(bytes.size());
        int outcome = Z_OK;
        do {
            packer.next_out = reinterpret_cast<Bytef*>(packed.data());
            packer.avail_out = static_cast<uInt>(packed.size());
            outcome = deflate(&packer, flush);
            base::expects(outcome != Z_STREAM_ERROR, "the packer is in order");
            const std::size_t count = packed.size() - packer.avail_out;
            if (auto good = put(std::span(packed).first(count)); !good)
                return good;
        } while (packer.avail_out == 0 || (flush == Z_FINISH && outcome != Z_STREAM_END));
        return {};
    }
};

WholeFile::WholeFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
WholeFile::WholeFile(WholeFile&&) noexcept = default;
WholeFile::~WholeFile() = default;

base::Result<WholeFile> WholeFile::begin(const std::filesystem::path& path, Packing packing) {
    auto file = base::WholeFile::begin(path).map_error(as_ours);
    if (!file)
        return tl::unexpected(file.error());
    auto state = std::make_unique<State>(std::move(*file));
    if (packing == Packing::Gzip) {
        state->packed.resize(packed_bytes);
        state->packed_header.os = unknown_system;
        const int outcome = deflateInit2(&state->packer, packing_level, Z_DEFLATED, gzip_window,
                                         gzip_memory, Z_DEFAULT_STRATEGY);
        base::expects(outcome == Z_OK, "zlib has memory for its window");
        state->is_packed = true;
        deflateSetHeader(&state->packer, &state->packed_header);
    }
    return WholeFile(std::move(state));
}

base::Result<void> WholeFile::append(std::span<const std::byte> bytes) {
    constexpr std::size_t most = 1u << 30; // zlib counts in 32 bits
    while (!bytes.empty()) {
        const auto part = bytes.first(std::min(most, bytes.size()));
        auto good = state_->is_packed ? state_->pack(part, Z_NO_FLUSH) : state_->put(part);
        if (!good)
            return good;
        bytes = bytes.subspan(part.size());
    }
    return {};
}

base::Result<void> WholeFile::finish() {
    if (state_->is_packed)
        if (auto good = state_->pack({}, Z_FINISH); !good)
            return good;
    return state_->file.finish().map_error(as_ours);
}

} // namespace filiform::imaging
