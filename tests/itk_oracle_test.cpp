// SPDX-License-Identifier: Apache-2.0

// ITK reads the same files independently: the places and values of every fixture must agree.

#include <cstring>

#include <gtest/gtest.h>
#include <itkGDCMImageIO.h>
#include <itkNiftiImageIO.h>
#include <itkNrrdImageIO.h>

#include "base/random.h"
#include "imaging/dicom_fixture.h"
#include "imaging/image_expectations.h"
#include "imaging/image_file.h"
#include "imaging/nifti_fixture.h"
#include "imaging/nrrd_fixture.h"

namespace filiform::imaging {

namespace {

using namespace fixtures;
using geometry::Affine;
using geometry::Vec3;

struct Oracle {
    geometry::Size3 size;
    Affine world_from_voxel; ///< RAS+ mm
    std::vector<double> values;
};

template <class Stored>
std::vector<double> values_of(const std::vector<char>& raw) {
    std::vector<double> values(raw.size() / sizeof(Stored));
    for (std::size_t i = 0; i < values.size(); ++i) {
        Stored value{};
        std::memcpy(&value, raw.data() + i * sizeof(Stored), sizeof(Stored));
        values[i] = static_cast<double>(value);
    }
    return values;
}

std::vector<double> values_of(const itk::ImageIOBase& io, const std::vector<char>& raw) {
    switch (io.GetComponentType()) {
    case itk::IOComponentEnum::UCHAR:
        return values_of<unsigned char>(raw);
    case itk::IOComponentEnum::CHAR:
        return values_of<signed char>(raw);
    case itk::IOComponentEnum::USHORT:
        return values_of<unsigned short>(raw);
    case itk::IOComponentEnum::SHORT:
        return values_of<short>(raw);
    case itk::IOComponentEnum::UINT:
        return values_of<unsigned int>(raw);
    case itk::IOComponentEnum::INT:
        return values_of<int>(raw);
    case itk::IOComponentEnum::ULONG:
        return values_of<unsigned long>(raw);
    case itk::IOComponentEnum::LONG:
        return values_of<long>(raw);
    case itk::IOComponentEnum::ULONGLONG:
        return values_of<unsigned long long>(raw);
    case itk::IOComponentEnum::LONGLONG:
        return values_of<long long>(raw);
    case itk::IOComponentEnum::FLOAT:
        return values_of<float>(raw);
    case itk::IOComponentEnum::DOUBLE:
        return values_of<double>(raw);
    default:
        ADD_FAILURE() << "ITK reads another type";
        return {};
    }
}

/// What ITK makes of a file. ITK's world is LPS.
template <class ImageIO>
Oracle ask_itk(const std::filesystem::path& path) {
    const auto io = ImageIO::New();
    io->SetFileName(path.string());
    io->ReadImageInformation();
    Oracle oracle;
    const auto axis_size = [&](unsigned axis) { return static_cast<int>(io->GetDimensions(axis)); };
    oracle.size = {axis_size(0), axis_size(1), axis_size(2)};
    const auto ras = [](double x, double y, double z) { return Vec3{-x, -y, z}; };
    for (unsigned axis = 0; axis < 3; ++axis) {
        const auto direction = io->GetDirection(axis);
        oracle.world_from_voxel.columns[axis] =
            ras(direction[0], direction[1], direction[2]) * io->GetSpacing(axis);
    }
    oracle.world_from_voxel.translation = ras(io->GetOrigin(0), io->GetOrigin(1), io->GetOrigin(2));
    itk::ImageIORegion everything(io->GetNumberOfDimensions());
    for (unsigned axis = 0; axis < io->GetNumberOfDimensions(); ++axis)
        everything.SetSize(axis, io->GetDimensions(axis));
    io->SetIORegion(everything);
    std::vector<char> raw(io->GetImageSizeInBytes());
    io->Read(raw.data());
    oracle.values = values_of(*io, raw);
    return oracle;
}

void expect_same(const base::Result<Scan>& ours, const Oracle& oracle, const std::string& name) {
    ASSERT_TRUE(ours) << name << base::sentence(ours.error());
    EXPECT_EQ(ours->image.size, oracle.size) << name;
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 voxel{corner & 1 ? 9.0 : 0.0, corner & 2 ? 9.0 : 0.0, corner & 4 ? 9.0 : 0.0};
        // ITK keeps directions in float32 on the way: 1e-4 of 30 mm.
        EXPECT_LT(distance(ours->image.world_from_voxel * voxel, oracle.world_from_voxel * voxel),
                  3e-3)
            << name;
    }
    ASSERT_EQ(ours->image.voxels.size(), oracle.values.size()) << name;
    for (std::size_t i = 0; i < oracle.values.size(); ++i)
        ASSERT_FLOAT_EQ(ours->image.voxels[i], static_cast<float>(oracle.values[i])) << name << i;
}

TEST(ItkAgrees, OnNiftiOfEveryTypeAndOrder) {
    const TestFolder folder;
    for (const auto order : {std::endian::little, std::endian::big})
        for (const int datatype : {2, 4, 8, 16, 64, 256, 512, 768}) {
            const Nifti fixture{.order = order, .datatype = datatype, .slope = 2, .inter = -10};
            const auto path = folder.put("s.nii", fixture.file());
            expect_same(load_scan(path), ask_itk<itk::NiftiImageIO>(path),
                        "type " + std::to_string(datatype));
        }
}

TEST(ItkAgrees, OnPackedFiles) {
    const TestFolder folder;
    const auto path = folder.put("s.nii.gz", gzip(Nifti{}.file()));
    expect_same(load_scan(path), ask_itk<itk::NiftiImageIO>(path), "gzip");
}

TEST(ItkAgrees, OnQuaternionsOfAnyTurn) {
    const TestFolder folder;
    base::RandomStream random(11, 0);
    for (int i = 0; i < 60; ++i) {
        Nifti fixture{.qform_code = 1, .sform_code = 0};
        const Vec3 axis = geometry::normalized({random.normal(), random.normal(), random.normal()});
        const double sine = std::sin(3.14159 * random.uniform() / 2);
        fixture.quatern = {axis.x * sine, axis.y * sine, axis.z * sine};
        fixture.pixdim[0] = i % 2 == 0 ? 1 : -1;
        const auto path = folder.put("s.nii", fixture.file());
        expect_same(load_scan(path), ask_itk<itk::NiftiImageIO>(path), std::to_string(i));
    }
}

TEST(ItkAgrees, OnWhatWeWrite) {
    const TestFolder folder;
    base::RandomStream random(12, 0);
    for (int i = 0; i < 40; ++i) {
        const Vec3 axis = geometry::normalized({random.normal(), random.normal(), random.normal()});
        const auto [u, v] = geometry::perpendiculars(axis);
        Scan scan;
        scan.image = {
            {4, 3, 2}, {{u * 0.7, v * 1.3, axis * (i % 2 ? -2.5 : 2.5)}, {10, -200, 300}}, {}};
        for (int voxel = 0; voxel < 24; ++voxel)
            scan.image.voxels.push_back(static_cast<float>(random.normal()));
        const auto path = folder / (i % 3 == 0 ? "packed.nii.gz" : "plain.nii");
        ASSERT_TRUE(save_nifti(path, scan));
        expect_same(scan, ask_itk<itk::NiftiImageIO>(path), std::to_string(i));
    }
}

TEST(ItkAgrees, OnNrrd) {
    const TestFolder folder;
    for (const char* space : {"RAS", "LPS"})
        for (const char* encoding : {"raw", "gzip"})
            for (const char* endian : {"little", "big"}) {
                const Nrrd fixture{.encoding = encoding,
                                   .endian = endian,
                                   .space = std::string("space: ") + space + "\n",
                                   .directions = "space directions: (0,0.6,0.8) (0,-1.6,1.2) "
                                                 "(-3,0,0)\n"};
                const auto path = folder.put("s.nrrd", fixture.file());
                expect_same(load_scan(path), ask_itk<itk::NrrdImageIO>(path), space);
            }
}

TEST(ItkAgrees, OnEverySliceOfADicomSeries) {
    const TestFolder folder;
    std::vector<std::filesystem::path> paths;
    for (int k = 0; k < 4; ++k) {
        const Dicom slice{.number = k, .z_mm = 10 + 2.5 * k, .is_implicit = k % 2 == 1};
        paths.push_back(folder.put("IM" + std::to_string(9 - k), slice.file()));
    }
    const auto scan = load_scan(folder.path());
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    const auto& image = scan->image;
    for (int k = 0; k < 4; ++k) {
        const Oracle slice = ask_itk<itk::GDCMImageIO>(paths[static_cast<std::size_t>(k)]);
        ASSERT_EQ(slice.values.size(), 6u);
        for (int j = 0; j < 2; ++j)
            for (int i = 0; i < 3; ++i) {
                const Vec3 ours = image.world_from_voxel * Vec3{double(i), double(j), double(k)};
                EXPECT_LT(distance(ours, slice.world_from_voxel * Vec3{double(i), double(j), 0}),
                          1e-6);
                EXPECT_EQ(static_cast<double>(image.at(i, j, k)),
                          slice.values[static_cast<std::size_t>(3 * j + i)]);
            }
    }
}

TEST(ItkAgrees, OnTheSharedCt) {
    auto at = std::filesystem::current_path();
    while (at != at.parent_path() && !std::filesystem::exists(at / "shared/data/ct-pelvis"))
        at = at.parent_path();
    const auto path = at / "shared/data/ct-pelvis/ct.nii.gz";
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << "the shared CT is not here";
    expect_same(load_scan(path), ask_itk<itk::NiftiImageIO>(path), "shared CT");
}

} // namespace

} // namespace filiform::imaging
