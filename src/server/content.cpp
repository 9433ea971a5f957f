// SPDX-License-Identifier: Apache-2.0
#include "server/content.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/digest.h"
#include "base/expects.h"

namespace filiform::server {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Cuts off what stands before the next mark.
std::string_view next_part(std::string_view& rest, char mark) {
    const std::size_t end = std::min(rest.find(mark), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return trimmed(part);
}

bool is_word(std::string_view text, std::string_view word) {
    return std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
    });
}

/// "q=0", "q=0.000": not at all. What cannot be read is taken so too.
bool is_ruled_out(std::string_view parameters) {
    while (!parameters.empty()) {
        std::string_view one = next_part(parameters, ';');
        if (one.size() < 2 || (one[0] != 'q' && one[0] != 'Q') || one[1] != '=')
            continue;
        one.remove_prefix(2);
        double weight = 0;
        const auto read = std::from_chars(one.data(), one.data() + one.size(), weight);
        return read.ec != std::errc() || !(weight > 0);
    }
    return false;
}

/// So many bytes saved at least are worth a second form of them.
constexpr std::size_t least_gain = 256;

} // namespace

bool takes_gzip(std::string_view accept_encoding) {
    bool takes_any = false;
    while (!accept_encoding.empty()) {
        std::string_view one = next_part(accept_encoding, ',');
        const std::string_view coding = next_part(one, ';');
        if (is_word(coding, "gzip") || is_word(coding, "x-gzip"))
            return !is_ruled_out(one); // what is named goes before "*"
        takes_any |= coding == "*" && !is_ruled_out(one);
    }
    return takes_any;
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
    while (!if_none_match.empty()) {
        std::string_view one = next_part(if_none_match, ',');
        if (one == "*")
            return true;
        if (one.starts_with("W/"))
            one.remove_prefix(2);
        if (one == tag)
            return true;
    }
    return false;
}

std::string gzipped(std::string_view bytes) {
    base::expects(bytes.size() < std::numeric_limits<uInt>::max(), "content fits into memory");
    constexpr int gzip_window = MAX_WBITS + 16;
    constexpr int memory = 9;
    z_stream stream{};
    base::expects(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, memory,
                               Z_DEFAULT_STRATEGY) == Z_OK,
                  "zlib begins");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    // zlib does not write to its input; it only lacks the word const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    base::expects(ended == Z_STREAM_END, "what is compressed fits into its bound");
    return out;
}

Content content_of(std::string media_type, std::string bytes, std::string cache_control) {
    Content content;
    content.media_type = std::move(media_type);
    content.digest = base::sha256(bytes);
    content.gzip = gzipped(bytes);
    if (content.gzip.size() + least_gain > bytes.size())
        content.gzip.clear();
    content.bytes = std::move(bytes);
    content.cache_control = std::move(cache_control);
    return content;
}

Answer content_answer(const Request& request, const Content& content) {
    const bool is_gzip =
        !content.gzip.empty() && takes_gzip(request.header("accept-encoding").value_or(""));
    const std::string tag = '"' + content.digest + (is_gzip ? "-gzip\"" : "\"");
    Answer answer;
    answer.headers = {{"etag", tag}, {"cache-control", content.cache_control}};
    if (!content.gzip.empty())
        answer.headers.push_back({"vary", "Accept-Encoding"});
    if (names_tag(request.header("if-none-match").value_or(""), tag)) {
        answer.status = 304;
        return answer;
    }
    answer.media_type = content.media_type;
    answer.body = is_gzip ? content.gzip : content.bytes;
    if (is_gzip)
        answer.headers.push_back({"content-encoding", "gzip"});
    return answer;
}

} // namespace filiform::server
