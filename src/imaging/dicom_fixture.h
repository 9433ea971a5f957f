// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "imaging/fixture_bytes.h"

namespace filiform::imaging::fixtures {

/// One axial CT slice of 3 × 2 pixels, 2 mm between columns and 1.5 mm between rows, patient
/// supine; the value of a pixel is 100 · number + its place, shifted by 1024 and rescaled back.
struct Dicom {
    int number = 0;
    double z_mm = 0;
    bool is_implicit = false;
    std::string transfer_syntax{}; ///< empty: the right one
    std::string series = "1.2.3";
    std::string modality = "CT";
    std::string orientation = "1\\0\\0\\0\\1\\0";
    std::string position{}; ///< empty: (-10, -20, z)
    std::string spacing = "1.5\\2";
    std::string slope = "1";
    std::string intercept = "-1024";
    std::string frames{};
    std::string photometric = "MONOCHROME2";
    int rows = 2;
    int columns = 3;
    int bits_allocated = 16;
    int bits_stored = 12;
    bool is_signed = false;
    std::string lossy_flag{};       ///< LossyImageCompression
    std::vector<Bytes> fragments{}; ///< of packed pixels; none: the pixels as they are
    bool has_nested_sequence = true;
    int missing_pixels = 0;

    [[nodiscard]] Bytes file() const {
        Writer out;
        out.bytes.resize(128);
        out.add_text("DICM");
        const std::string syntax =
            !transfer_syntax.empty() ? transfer_syntax
                                     : (is_implicit ? "1.2.840.10008.1.2" : "1.2.840.10008.1.2.1");
        Writer meta;
        add(meta, 0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.2", false);
        add(meta, 0x00020003, "UI", "1.2.3." + std::to_string(number + 1), false);
        add(meta, 0x00020010, "UI", syntax, false);
        Writer length;
        length.add(static_cast<std::uint32_t>(meta.bytes.size()));
        add(out, 0x00020000, "UL", text_of(length.bytes), false);
        out.bytes.insert(out.bytes.end(), meta.bytes.begin(), meta.bytes.end());
        add_elements(out);
        return out.bytes;
    }

    /// As they lie in an uncompressed file.
    [[nodiscard]] Bytes pixels() const {
        Writer out;
        const auto mask = static_cast<std::uint32_t>((std::uint64_t{1} << bits_stored) - 1);
        for (int i = 0; i < rows * columns - missing_pixels; ++i) {
            const auto value = static_cast<std::uint32_t>(1024 + 100 * number + i) & mask;
            for (int bit = 0; bit < bits_allocated; bit += 8)
                out.add(static_cast<std::uint8_t>(value >> bit));
        }
        return out.bytes;
    }

  private:
    static std::string text_of(const Bytes& bytes) {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    static void add(Writer& out, std::uint32_t tag, std::string_view vr, std::string value,
                    bool implicit) {
        if (value.size() % 2 == 1)
            value += vr == "UI" ? '\0' : ' ';
        out.add(static_cast<std::uint16_t>(tag >> 16));
        out.add(static_cast<std::uint16_t>(tag & 0xFFFF));
        if (implicit) {
            out.add(static_cast<std::uint32_t>(value.size()));
        } else {
            out.add_text(vr);
            if (vr == "OW" || vr == "SQ") {
                out.add(std::uint16_t{0});
                out.add(static_cast<std::uint32_t>(value.size()));
            } else {
                out.add(static_cast<std::uint16_t>(value.size()));
            }
        }
        out.add_text(value);
    }
    static std::string us(int value) {
        Writer out;
        out.add(static_cast<std::uint16_t>(value));
        return text_of(out.bytes);
    }
    /// A sequence and an item of undefined length, with one element inside.
    void add_sequence(Writer& out) const {
        out.add(std::uint16_t{0x0008});
        out.add(std::uint16_t{0x1140});
        if (!is_implicit) {
            out.add_text("SQ");
            out.add(std::uint16_t{0});
        }
        out.add(std::uint32_t{0xFFFFFFFF});
        const auto mark = [&](std::uint16_t element, std::uint32_t length) {
            out.add(std::uint16_t{0xFFFE});
            out.add(element);
            out.add(length);
        };
        mark(0xE000, 0xFFFFFFFF);
        add(out, 0x00081150, "UI", "1.2.840.10008.5.1.4.1.1.2", is_implicit);
        mark(0xE00D, 0);
        mark(0xE0DD, 0);
    }
    void add_elements(Writer& out) const {
        const auto put = [&](std::uint32_t tag, std::string_view vr, const std::string& value) {
            add(out, tag, vr, value, is_implicit);
        };
        put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        put(0x00080018, "UI", "1.2.3." + std::to_string(number + 1));
        put(0x00080060, "CS", modality);
        if (has_nested_sequence)
            add_sequence(out);
        put(0x0020000D, "UI", "1.2");
        put(0x0020000E, "UI", series);
        put(0x00200013, "IS", std::to_string(number));
        put(0x00200032, "DS", position.empty() ? "-10\\-20\\" + std::to_string(z_mm) : position);
        put(0x00200037, "DS", orientation);
        put(0x00200052, "UI", "1.2.9");
        put(0x00280002, "US", us(1));
        put(0x00280004, "CS", photometric);
        if (!frames.empty())
            put(0x00280008, "IS", frames);
        put(0x00280010, "US", us(rows));
        put(0x00280011, "US", us(columns));
        put(0x00280030, "DS", spacing);
        put(0x00280100, "US", us(bits_allocated));
        put(0x00280101, "US", us(bits_stored));
        put(0x00280102, "US", us(bits_stored - 1));
        put(0x00280103, "US", us(is_signed ? 1 : 0));
        put(0x00281052, "DS", intercept);
        put(0x00281053, "DS", slope);
        if (!lossy_flag.empty())
            put(0x00282110, "CS", lossy_flag);
        if (fragments.empty())
            put(0x7FE00010, "OW", text_of(pixels()));
        else
            add_fragments(out);
    }
    /// An empty table of offsets, the fragments, the end mark.
    void add_fragments(Writer& out) const {
        out.add_text(std::string("\xE0\x7F\x10\x00OB\0\0\xFF\xFF\xFF\xFF", 12));
        out.add_text(std::string("\xFE\xFF\x00\xE0\0\0\0\0", 8));
        for (const Bytes& fragment : fragments) {
            out.add_text(std::string("\xFE\xFF\x00\xE0", 4));
            out.add(static_cast<std::uint32_t>(fragment.size() + fragment.size() % 2));
            out.bytes.insert(out.bytes.end(), fragment.begin(), fragment.end());
            if (fragment.size() % 2 == 1)
                out.bytes.push_back(std::byte{0});
        }
        out.add_text(std::string("\xFE\xFF\xDD\xE0\0\0\0\0", 8));
    }
};

} // namespace filiform::imaging::fixtures
