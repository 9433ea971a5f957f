// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/file.h"
#include "server/pages.h"

namespace filiform::server {

/// What cmake/pages.cmake makes of a folder: tests/pages.
class CarriedPages : public testing::Test {
  protected:
    static std::string on_disk(const std::string& name) {
        return base::load_file(FILIFORM_SOURCE_DIR "/tests/pages/" + name, 1U << 20U).value();
    }
    static std::string compressed(const std::string& name) {
        const std::string command =
            "gzip -9 -n -c '" FILIFORM_SOURCE_DIR "/tests/pages/" + name + "'";
        std::string out;
        FILE* const pipe = ::popen(command.c_str(), "r");
        if (pipe == nullptr)
            return out;
        for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
            out += static_cast<char>(c);
        ::pclose(pipe);
        return out;
    }
    const Pages pages_ = carried_pages();
};

TEST_F(CarriedPages, are_every_file_of_the_folder_byte_by_byte) {
    std::string names;
    for (const auto& [name, page] : pages_) {
        names += name + ' ';
        EXPECT_EQ(page.bytes, on_disk(name)) << name;
        EXPECT_EQ(page.digest, base::sha256(page.bytes)) << name;
    }
    EXPECT_EQ(names, "assets/dense-0a1b2c3d.woff2 assets/main-1f2e3d4c.js favicon.svg index.html ");
}

TEST_F(CarriedPages, are_compressed_where_that_gains_something) {
    EXPECT_EQ(pages_.at("index.html").gzip, compressed("index.html"));
    EXPECT_LT(pages_.at("index.html").gzip.size(), pages_.at("index.html").bytes.size());
    EXPECT_EQ(pages_.at("assets/dense-0a1b2c3d.woff2").gzip, "");
}

TEST_F(CarriedPages, say_what_they_are_and_how_long_they_may_be_kept) {
    EXPECT_EQ(pages_.at("index.html").media_type, "text/html; charset=utf-8");
    EXPECT_EQ(pages_.at("index.html").cache_control, "no-cache");
    EXPECT_EQ(pages_.at("favicon.svg").media_type, "image/svg+xml");
    EXPECT_EQ(pages_.at("assets/main-1f2e3d4c.js").media_type, "text/javascript; charset=utf-8");
    EXPECT_EQ(pages_.at("assets/main-1f2e3d4c.js").cache_control,
              "public, max-age=31536000, immutable");
}

} // namespace filiform::server
