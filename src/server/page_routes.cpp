// SPDX-License-Identifier: Apache-2.0
#include "server/desk.h"

namespace filiform::server {

namespace {

/// What a page may load and run: files of this server. Compiled WebAssembly too, which the scan
/// viewer and the mesh decoder are; workers of the page's own making; nothing inline.
constexpr const char* policy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

constexpr const char* no_pages = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Filiform</title>
<h1>This server runs, without pages for the browser</h1>
<p>The program was built without them. <code>make build</code> builds them in, and so does
<code>cmake --preset release -D FILIFORM_WEB=ON</code>; both need Node.js and npm.</p>
<p>What the server answers without pages: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
</html>
)";

Answer as_page(Answer answer) {
    answer.headers.push_back({"content-security-policy", policy});
    // JSON is an attachment elsewhere; here the manifest of the pages is one of their files.
    answer.headers.push_back({"content-disposition", "inline"});
    return answer;
}

Answer page(const Desk& desk, const Call& call, const std::string& name) {
    const auto found = desk.pages.find(name);
    if (found == desk.pages.end())
        return refusal(call.request,
                       base::Problem{"request.not_found", "", "There is nothing here.",
                                     "The pages begin at /."});
    return as_page(content_answer(call.request, found->second));
}

Answer front(const Desk& desk, const Call& call) {
    if (desk.pages.empty()) {
        static const Content none = content_of("text/html; charset=utf-8", no_pages, "no-cache");
        return as_page(content_answer(call.request, none));
    }
    return page(desk, call, "index.html");
}

} // namespace

void add_page_routes(Routes& routes, const Desk& desk) {
    const Told unchanged{"If-None-Match", "An ETag: 304 if it is still this.",
                         R"({"type":"string"})", true, false};
    const Reply same{"It is unchanged.", ""};
    routes.push_back({Method::Get,
                      "/",
                      "The first of the pages for the browser.",
                      true,
                      {},
                      "",
                      {unchanged},
                      {{200, {"The page.", "", "text/html; charset=utf-8"}}, {304, same}},
                      [desk](const Call& call) { return front(desk, call); }});
    routes.push_back(
        {Method::Get,
         "/assets/{file}",
         "A file of the pages whose name changes with it.",
         true,
         {},
         "",
         {unchanged},
         {{200, {"The file.", "", "*/*"}}, {304, same}},
         [desk](const Call& call) { return page(desk, call, "assets/" + call.place("file")); }});
    routes.push_back({Method::Get,
                      "/{file}",
                      "A file of the pages: their symbol, their manifest, their worker.",
                      true,
                      {},
                      "",
                      {unchanged},
                      {{200, {"The file.", "", "*/*"}}, {304, same}},
                      [desk](const Call& call) { return page(desk, call, call.place("file")); }});
}

} // namespace filiform::server
