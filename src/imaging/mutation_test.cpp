// SPDX-License-Identifier: Apache-2.0

// What the fuzzers do, in small and without them: thousands of spoilt files, the same on every run.
// A spoilt file is refused in a sentence or read as an image within the limits; nothing else.

#include <sys/resource.h>

#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "imaging/dicom_fixture.h"
#include "imaging/dicom_series.h"
#include "imaging/image_expectations.h"
#include "imaging/image_file.h"
#include "imaging/nifti_fixture.h"
#include "imaging/nrrd_fixture.h"

namespace filiform::imaging {

namespace {

using namespace fixtures;

constexpr int mutations_per_seed = 2000;
constexpr ReadLimits small{.most_voxels = 1'000'000};

std::size_t draw(base::RandomStream& random, std::size_t below) {
    return std::min(below - 1,
                    static_cast<std::size_t>(random.uniform() * static_cast<double>(below)));
}

/// One to four changes: a bit, a byte, a run of one extreme value, a cut, a doubled piece.
Bytes spoilt(Bytes bytes, base::RandomStream& random) {
    const std::size_t changes = 1 + draw(random, 4);
    for (std::size_t change = 0; change < changes && !bytes.empty(); ++change) {
        const std::size_t at = draw(random, bytes.size());
        const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
        const std::size_t run = std::min<std::size_t>(1 + draw(random, 8), bytes.size() - at);
        switch (draw(random, 6)) {
        case 0:
            bytes[at] ^= static_cast<std::byte>(1u << draw(random, 8));
            break;
        case 1:
            bytes[at] = static_cast<std::byte>(draw(random, 256));
            break;
        case 2:
            std::fill_n(place, run, std::byte{0xff});
            break;
        case 3:
            std::fill_n(place, run, std::byte{0x00});
            break;
        case 4:
            bytes.resize(at);
            break;
        default: {
            const Bytes piece(place, place + static_cast<std::ptrdiff_t>(run));
            bytes.insert(place, piece.begin(), piece.end());
        }
        }
    }
    return bytes;
}

template <class Image>
void expect_sane(const base::Result<Image>& read) {
    if (!read) {
        EXPECT_TRUE(read.error().code.starts_with("imaging."));
        EXPECT_FALSE(read.error().what.empty() || read.error().hint.empty());
        EXPECT_LT(base::sentence(read.error()).size(), 1000u);
        return;
    }
    const auto& image = read->image;
    EXPECT_EQ(image.voxels.size(), image.size.voxels());
    EXPECT_LE(image.voxels.size(), small.most_voxels);
    EXPECT_TRUE(std::isfinite(determinant(image.world_from_voxel)));
    EXPECT_NE(determinant(image.world_from_voxel), 0);
}

std::vector<Bytes> single_files() {
    std::vector<Bytes> seeds;
    for (const int version : {1, 2}) {
        seeds.push_back(Nifti{.version = version, .extensions = extension(two_labels)}.file());
        seeds.push_back(
            Nifti{.version = version, .order = std::endian::big, .datatype = 16}.file());
        seeds.push_back(gzip(Nifti{.version = version, .qform_code = 1}.file()));
    }
    seeds.push_back(Nrrd{}.file());
    seeds.push_back(
        Nrrd{.encoding = "gzip", .more = "Segment0_Name:=psoas\nSegment0_LabelValue:=3\n"}.file());
    seeds.push_back(Dicom{}.file());
    return seeds;
}

/// Address space the process may take: generous for a sanitizer's shadow only when there is none.
class MemoryLimit {
  public:
    MemoryLimit() {
#if !defined(FILIFORM_SANITIZE_ADDRESS) && !defined(FILIFORM_SANITIZE_THREAD)
        getrlimit(RLIMIT_AS, &before_);
        const rlimit limit{std::min<rlim_t>(most_bytes, before_.rlim_max), before_.rlim_max};
        setrlimit(RLIMIT_AS, &limit);
#endif
    }
    MemoryLimit(const MemoryLimit&) = delete;
    MemoryLimit& operator=(const MemoryLimit&) = delete;
    ~MemoryLimit() {
#if !defined(FILIFORM_SANITIZE_ADDRESS) && !defined(FILIFORM_SANITIZE_THREAD)
        setrlimit(RLIMIT_AS, &before_);
#endif
    }

  private:
    [[maybe_unused]] static constexpr rlim_t most_bytes = rlim_t{1} << 30;
    [[maybe_unused]] rlimit before_{};
};

TEST(SpoiltFiles, AreRefusedOrReadWithinTheLimits) {
    const MemoryLimit limit;
    std::uint64_t stream = 0;
    for (const Bytes& seed : single_files()) {
        base::RandomStream random(20, stream++);
        for (int i = 0; i < mutations_per_seed; ++i) {
            const Bytes bytes = spoilt(seed, random);
            expect_sane(read_scan(bytes, "spoilt", small));
            expect_sane(read_labels(bytes, "spoilt", small));
        }
    }
}

TEST(SpoiltFiles, OfASeriesAreRefusedOrReadWithinTheLimits) {
    const MemoryLimit limit;
    base::RandomStream random(21, 0);
    for (int i = 0; i < 2 * mutations_per_seed; ++i) {
        std::vector<DicomFile> files;
        for (int k = 0; k < 3; ++k) {
            const Dicom slice{.number = k, .z_mm = 2.0 * k, .is_implicit = i % 2 == 1};
            Bytes bytes = slice.file();
            if (k == 1)
                bytes = spoilt(std::move(bytes), random);
            files.push_back({"slice", [bytes]() -> base::Result<Bytes> { return bytes; }});
        }
        expect_sane(read_dicom_series(files, small));
    }
}

} // namespace

} // namespace filiform::imaging
