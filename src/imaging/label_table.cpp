// SPDX-License-Identifier: Apache-2.0
#include "imaging/label_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

constexpr std::size_t most_labels = 65'536;
constexpr std::size_t most_name_bytes = 256;
constexpr std::size_t most_element_bytes = 4096;
constexpr std::string_view cdata_begin = "<![CDATA[";
constexpr std::string_view cdata_end = "]]>";

using Complaint = std::string; ///< what is wrong with the table

std::optional<std::string_view> attribute(std::string_view tag, std::string_view name) {
    const std::string key = " " + std::string(name) + "=";
    const std::size_t at = tag.find(key);
    if (at == tag.npos || at + key.size() >= tag.size())
        return {};
    const char quote = tag[at + key.size()];
    const std::size_t begin = at + key.size() + 1;
    const std::size_t end = tag.find(quote, begin);
    if ((quote != '"' && quote != '\'') || end == tag.npos)
        return {};
    return tag.substr(begin, end - begin);
}

/// One of the five entities of XML at the front of `text`, and how long it is there.
std::optional<std::pair<char, std::size_t>> entity(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 5> known{
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    for (const auto& [spelling, letter] : known)
        if (text.starts_with(spelling))
            return std::pair(letter, spelling.size());
    return {};
}

/// The text of an element: character data and CDATA sections, one after the other.
tl::expected<std::string, Complaint> element_text(std::string_view body) {
    std::string text;
    while (!body.empty()) {
        if (body.starts_with(cdata_begin)) {
            const std::size_t end = body.find(cdata_end);
            if (end == body.npos)
                return tl::unexpected(Complaint("a CDATA section does not end"));
            text += body.substr(cdata_begin.size(), end - cdata_begin.size());
            body.remove_prefix(end + cdata_end.size());
        } else if (body.front() == '&') {
            const auto known = entity(body);
            if (!known)
                return tl::unexpected(Complaint("a name uses an XML entity"));
            text += known->first;
            body.remove_prefix(known->second);
        } else if (body.front() == '<') {
            return tl::unexpected(Complaint("a name holds another element"));
        } else {
            text += body.front();
            body.remove_prefix(1);
        }
        if (text.size() > 4 * most_name_bytes)
            return tl::unexpected(Complaint("a name is longer than 256 bytes"));
    }
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos)
        return tl::unexpected(Complaint("a name is empty"));
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

tl::expected<std::int32_t, Complaint> key_of(std::string_view tag) {
    const auto key = attribute(tag, "Key");
    if (!key)
        return tl::unexpected(Complaint("a label has no Key"));
    std::int32_t number = 0;
    const char* const end = key->data() + key->size();
    const auto parsed = std::from_chars(key->data(), end, number);
    if (parsed.ec != std::errc{} || parsed.ptr != end)
        return tl::unexpected(Complaint("a Key is not a whole number of 32 bits"));
    return number;
}

/// Where the text of an element ends, skipping CDATA, which may hold anything.
std::size_t closing_tag(std::string_view text) {
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t close = text.find("</Label>", from);
        const std::size_t cdata = text.find(cdata_begin, from);
        if (close == text.npos || cdata > close)
            return close;
        const std::size_t end = text.find(cdata_end, cdata);
        if (end == text.npos)
            return text.npos;
        from = end + cdata_end.size();
    }
    return text.npos;
}

tl::expected<LabelNames, Complaint> names_in(std::string_view table) {
    LabelNames names;
    for (std::size_t at = table.find("<Label "); at != table.npos; at = table.find("<Label ", at)) {
        // A window keeps the work linear, whatever the table holds.
        const std::string_view element = table.substr(at, most_element_bytes);
        const std::size_t tag_end = element.find('>');
        if (tag_end == element.npos)
            return tl::unexpected(Complaint("a label does not end"));
        const std::string_view text = element.substr(tag_end + 1);
        const std::size_t close = closing_tag(text);
        if (close == text.npos)
            return tl::unexpected(Complaint("a label does not end"));
        const auto key = key_of(element.substr(0, tag_end));
        if (!key)
            return tl::unexpected(key.error());
        auto name = element_text(text.substr(0, close));
        if (!name)
            return tl::unexpected(name.error());
        const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
        if (name->size() > most_name_bytes || std::ranges::any_of(*name, is_control))
            return tl::unexpected(Complaint("a name is too long or holds control characters"));
        if (!names.emplace(*key, std::move(*name)).second)
            return tl::unexpected(Complaint("Key " + std::to_string(*key) + " occurs twice"));
        if (names.size() > most_labels)
            return tl::unexpected(Complaint("there are more than 65536 labels"));
        at += tag_end + 1 + close;
    }
    return names;
}

} // namespace

base::Result<LabelNames> read_label_table(std::string_view xml, std::string_view file) {
    const auto complain = [&](const Complaint& what) {
        return refuse({"label_table", file, "label table", "In the label table, " + what + ".",
                       "Export the label map again, or remove its extension."});
    };
    if (xml.find("<!DOCTYPE") != xml.npos || xml.find("<!ENTITY") != xml.npos)
        return complain("a document type is declared");
    const std::size_t begin = xml.find("<LabelTable>");
    if (begin == xml.npos)
        return LabelNames{};
    const std::size_t end = xml.find("</LabelTable>", begin);
    if (end == xml.npos)
        return complain("the end is missing");
    auto names = names_in(xml.substr(begin, end - begin));
    if (!names)
        return complain(names.error());
    return std::move(*names);
}

std::string write_label_table(const LabelNames& names) {
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                      R"(<CaretExtension><VolumeInformation Index="0"><LabelTable>)"
                      "\n";
    for (const auto& [key, name] : names) {
        // A fixed shuffle of the number into a colour, so that neighbours differ.
        const auto mix = static_cast<std::uint32_t>(key) * 2654435761u;
        const auto part = [&](int shift) {
            return text_of(static_cast<double>((mix >> shift) % 256) / 255.0);
        };
        std::string safe = name;
        for (std::size_t at = 0; (at = safe.find(cdata_end, at)) != safe.npos; at += 15)
            safe.replace(at, 3, "]]]]><![CDATA[>");
        xml += "<Label Key=\"" + std::to_string(key) + "\" Red=\"" + part(24) + "\" Green=\"" +
               part(16) + "\" Blue=\"" + part(8) + "\" Alpha=\"1\"><![CDATA[" + safe +
               "]]></Label>\n";
    }
    return xml + "</LabelTable><VolumeType><![CDATA[Label]]></VolumeType>"
                 "</VolumeInformation></CaretExtension>\n";
}

} // namespace filiform::imaging
