// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

#include "server/server_fixture.h"

namespace filiform::server {

namespace {

/// What zlib makes of a gzip member; empty when it is none.
std::string unpacked(std::string bytes) {
    z_stream stream{};
    std::string out(1U << 20U, '\0');
    if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = inflate(&stream, Z_FINISH);
    out.resize(out.size() - stream.avail_out);
    inflateEnd(&stream);
    return ended == Z_STREAM_END ? out : "";
}

Request asking(std::vector<Named> headers) {
    Request request;
    request.headers = std::move(headers);
    return request;
}

} // namespace

class PageRoutes : public Clinic {
  public:
    Answer page(const std::string& target, std::vector<Named> headers = {}) {
        return ask({Method::Get, target, "", std::move(headers)});
    }
};

TEST_F(PageRoutes, serve_each_file_as_what_it_is_to_everybody) {
    EXPECT_EQ(page("/").body, "<title>Invented</title>");
    EXPECT_EQ(page("/").media_type, "text/html; charset=utf-8");
    EXPECT_EQ(page("/index.html").body, page("/").body);
    const Answer script = page("/assets/app.js");
    EXPECT_EQ(script.status, 200);
    EXPECT_EQ(script.media_type, "text/javascript; charset=utf-8");
    EXPECT_TRUE(script.body.starts_with("document.title"));
    EXPECT_EQ(page("/app.js").body, script.body);
}

TEST_F(PageRoutes, answer_head_as_get) {
    EXPECT_EQ(ask({Method::Head, "/", "", {}}).status, 200);
    EXPECT_EQ(header_of(ask({Method::Head, "/", "", {}}), "etag"), header_of(page("/"), "etag"));
}

TEST_F(PageRoutes, know_no_name_but_those_they_were_given) {
    for (const char* target :
         {"/nowhere.js", "/assets/nowhere.js", "/assets", "/assets/assets%2Fapp.js",
          "/assets/app.js/more", "/etc", "/assets/index.html"}) {
        std::string code = "refused before it is looked up";
        if (read_target(target))
            code = code_of(page(target));
        EXPECT_TRUE(code == "request.not_found" || !read_target(target)) << target << code;
    }
    for (const char* target :
         {"/../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/assets/%2e%2e"})
        EXPECT_FALSE(read_target(target)) << target;
}

TEST_F(PageRoutes, compress_for_whom_takes_it) {
    const Answer plain = page("/assets/app.js");
    const Answer packed = page("/assets/app.js", {{"accept-encoding", "br, gzip;q=0.8"}});
    EXPECT_EQ(header_of(packed, "content-encoding"), "gzip");
    EXPECT_EQ(header_of(packed, "vary"), "Accept-Encoding");
    EXPECT_EQ(header_of(plain, "vary"), "Accept-Encoding");
    EXPECT_EQ(header_of(plain, "content-encoding"), "");
    EXPECT_LT(packed.body.size(), plain.body.size());
    EXPECT_EQ(unpacked(packed.body), plain.body);
    // They are not the same bytes, so they do not have the same tag.
    EXPECT_NE(header_of(packed, "etag"), header_of(plain, "etag"));
    // So small a file gains nothing.
    EXPECT_EQ(header_of(page("/", {{"accept-encoding", "gzip"}}), "content-encoding"), "");
}

TEST_F(PageRoutes, are_not_sent_again_to_whom_has_them) {
    for (const char* encodings : {"", "gzip"}) {
        const Named takes{"accept-encoding", encodings};
        const std::string tag = header_of(page("/assets/app.js", {takes}), "etag");
        const Answer again =
            page("/assets/app.js", {takes, {"if-none-match", "\"old\", W/" + tag}});
        EXPECT_EQ(again.status, 304);
        EXPECT_EQ(again.body, "");
        EXPECT_EQ(header_of(again, "etag"), tag);
        EXPECT_EQ(header_of(again, "cache-control"), "public, max-age=31536000, immutable");
        EXPECT_EQ(page("/assets/app.js", {takes, {"if-none-match", "\"old\""}}).status, 200);
    }
}

TEST_F(PageRoutes, may_be_kept_if_their_name_changes_with_them_and_are_asked_for_again_if_not) {
    EXPECT_EQ(header_of(page("/assets/app.js"), "cache-control"),
              "public, max-age=31536000, immutable");
    EXPECT_EQ(header_of(page("/"), "cache-control"), "no-cache");
    EXPECT_EQ(header_of(page("/app.js"), "cache-control"), "no-cache");
    EXPECT_EQ(header_of(page("/nowhere.js"), "cache-control"), "no-store");
}

TEST_F(PageRoutes, run_nothing_but_the_servers_own_scripts) {
    for (const char* target : {"/", "/app.js", "/assets/app.js"}) {
        const Answer answer = page(target);
        const std::string policy = header_of(answer, "content-security-policy");
        EXPECT_NE(policy.find("script-src 'self' 'wasm-unsafe-eval';"), std::string::npos);
        EXPECT_NE(policy.find("worker-src 'self' blob:;"), std::string::npos);
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
        EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos);
        EXPECT_EQ(policy.find("'unsafe-eval'"), std::string::npos);
        EXPECT_EQ(header_of(answer, "x-content-type-options"), "nosniff");
    }
    // Answers of the API are no pages: theirs allows no compiled code.
    EXPECT_EQ(header_of(page("/health"), "content-security-policy").find("wasm"),
              std::string::npos);
}

TEST(Pages, that_are_not_there_are_said_to_be_missing_in_words) {
    const auto folder = std::filesystem::temp_directory_path() / "filiform-no-pages";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    {
        const auto store = store::open_store("sqlite:" + (folder / "record").string()).value();
        ServerOptions options;
        options.listener.port = 0;
        options.task_pause = std::chrono::milliseconds(0);
        const auto server = Server::open(*store, options).value();
        Request request;
        request.from = "127.0.0.1";
        const Answer front = server->answer(request);
        EXPECT_EQ(front.status, 200);
        EXPECT_EQ(front.media_type, "text/html; charset=utf-8");
        EXPECT_NE(front.body.find("make build"), std::string::npos);
        EXPECT_NE(header_of(front, "content-security-policy").find("default-src 'self'"),
                  std::string::npos);
        request.path = {"index.html"};
        EXPECT_EQ(server->answer(request).status, 404);
    }
    std::filesystem::remove_all(folder);
}

TEST(Content, that_is_named_by_its_end_is_what_browsers_take_it_for) {
    EXPECT_EQ(media_type_of("index.html"), "text/html; charset=utf-8");
    EXPECT_EQ(media_type_of("a.webmanifest"), "application/manifest+json");
    EXPECT_EQ(media_type_of("decoder.wasm"), "application/wasm");
    EXPECT_EQ(media_type_of("assets/x.woff2"), "font/woff2");
    EXPECT_EQ(media_type_of("script.exe"), "application/octet-stream");
    EXPECT_EQ(media_type_of(""), "application/octet-stream");
}

TEST(Content, is_compressed_for_whom_says_so) {
    for (const char* yes : {"gzip", "GZIP", "br, gzip", "gzip;q=0.001", "deflate;q=0, x-gzip", "*",
                            "br;q=1.0, *;q=0.5", " gzip ; q=1"})
        EXPECT_TRUE(takes_gzip(yes)) << yes;
    for (const char* no : {"", "br", "gzip;q=0", "gzip;q=0.000", "gzip;Q=0, *", "*;q=0", "gzipped",
                           "gzip;q=none", "identity"})
        EXPECT_FALSE(takes_gzip(no)) << no;
}

TEST(Content, is_unchanged_for_whom_names_its_tag) {
    for (const char* yes : {"\"a\"", "W/\"a\"", "\"b\", \"a\"", "*", " \"a\" "})
        EXPECT_TRUE(names_tag(yes, "\"a\"")) << yes;
    for (const char* no : {"", "a", "\"b\"", "\"aa\"", "\"A\"", "W/a"})
        EXPECT_FALSE(names_tag(no, "\"a\"")) << no;
}

TEST(Content, comes_back_from_being_compressed) {
    for (const std::string& bytes : {std::string(), std::string("x"), std::string(100000, 'x')})
        EXPECT_EQ(unpacked(gzipped(bytes)), bytes);
    EXPECT_EQ(gzipped("the same"), gzipped("the same"));
    EXPECT_EQ(content_of("text/plain", "x", "").gzip, "");
    EXPECT_NE(content_of("text/plain", std::string(2000, 'x'), "").gzip, "");
    const Content content = content_of("text/plain", std::string(2000, 'x'), "no-cache");
    EXPECT_EQ(unpacked(content_answer(asking({{"accept-encoding", "gzip"}}), content).body),
              content.bytes);
}

} // namespace filiform::server
