// SPDX-License-Identifier: Apache-2.0
#include "server/pages.h"

#include <algorithm>
#include <array>

namespace filiform::server {

namespace {

struct Ending {
    std::string_view ending;
    std::string_view media_type;
};
constexpr std::array endings{
    Ending{".html", "text/html; charset=utf-8"},
    Ending{".js", "text/javascript; charset=utf-8"},
    Ending{".css", "text/css; charset=utf-8"},
    Ending{".svg", "image/svg+xml"},
    Ending{".webmanifest", "application/manifest+json"},
    Ending{".json", "application/json"},
    Ending{".txt", "text/plain; charset=utf-8"},
    Ending{".wasm", "application/wasm"},
    Ending{".woff2", "font/woff2"},
    Ending{".png", "image/png"},
    Ending{".jpg", "image/jpeg"},
    Ending{".webp", "image/webp"},
    Ending{".ico", "image/x-icon"},
    Ending{".glb", "model/gltf-binary"},
};

} // namespace

std::string media_type_of(std::string_view name) {
    const auto* const found = std::find_if(endings.begin(), endings.end(), [&](const Ending& one) {
        return name.ends_with(one.ending);
    });
    return std::string(found == endings.end() ? "application/octet-stream" : found->media_type);
}

Content content_of(const CarriedPage& page) {
    return {media_type_of(page.name), std::string(page.bytes), std::string(page.gzip),
            std::string(page.digest),
            page.name.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache"};
}

} // namespace filiform::server
