// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "base/base64.h"
#include "base/digest.h"
#include "fhir/addresses.h"
#include "fhir/maps.h"

namespace filiform::fhir {

namespace {

using record::Document;
using record::Letter;

constexpr StatusOfState document_status{"current", "current", "entered-in-error", "superseded"};
constexpr std::string_view blob_prefix = "Binary/";

/// FHIR lets blanks stand inside.
std::optional<std::string> read_bytes(std::string_view text) {
    return base::from_base64(text, base::Base64::Padded, " \r\n\t");
}

/// The words of the letter, as the first attachment.
void map_words(Elements& elements, std::string& words) {
    std::string encoded;
    if (elements.is_writing() && !words.empty())
        encoded = base::to_base64(words);
    const std::string_view path =
        "content[attachment.contentType=text/plain; charset=utf-8].attachment.data";
    elements.text(path, encoded);
    const auto decoded = read_bytes(encoded);
    if (!decoded)
        elements.refuse(path, "This is not base64.", "Send it encoded (RFC 4648).");
    words = decoded.value_or("");
}

/// Bytes inside the resource become a blob; else its address names one that is kept already.
void map_bytes(Elements& elements, Document& document, Envelope& envelope) {
    std::string address, inside;
    if (elements.is_writing() && !document.blob.empty())
        address = std::string(blob_prefix) + document.blob;
    elements.text("attachment.url", address);
    elements.text("attachment.data", inside);
    if (elements.is_writing())
        return;
    if (address.starts_with(blob_prefix))
        document.blob = address.substr(blob_prefix.size());
    else if (!address.empty())
        elements.refuse("attachment.url", "The record does not fetch from elsewhere.",
                        "Send the bytes in attachment.data.");
    if (inside.empty())
        return;
    const auto bytes = read_bytes(inside);
    if (!bytes || !document.blob.empty())
        return elements.refuse("attachment.data", "This is not base64, or there is a url as well.",
                               "Send it encoded (RFC 4648), without a url.");
    document.blob = base::sha256(*bytes);
    document.bytes = static_cast<std::int64_t>(bytes->size());
    envelope.blobs.push_back({document.blob, document.media_type, *bytes});
}

void map_document(Elements& elements, Document& document, Envelope& envelope) {
    CarriedFields carried{{"name", "attachment.title"},
                          {"mediaType", "attachment.contentType"},
                          {"blob", "attachment.url"}};
    elements.token("attachment.contentType", document.media_type);
    // FHIR counts up to 2³¹ − 1.
    if (!document.bytes || *document.bytes <= std::numeric_limits<std::int32_t>::max()) {
        record::Number bytes;
        if (document.bytes)
            bytes = static_cast<double>(*document.bytes);
        elements.number("attachment.size", bytes);
        if (bytes) {
            document.bytes = static_cast<std::int64_t>(*bytes);
            carried.push_back({"bytes", "attachment.size"});
        }
    }
    elements.text("attachment.title", document.name);
    map_bytes(elements, document, envelope);
    elements.rest_of("", "document", document, carried);
}

} // namespace

CarriedFields map_noun(Elements& elements, Letter& letter, Envelope& envelope) {
    const CarriedFields carried{
        {"patient", "subject"},     {"practitioner", "author[0]"}, {"type", "type"},
        {"subject", "description"}, {"text", "content[0]"},        {"documents", "content"},
        {"sentAt", "date"},
    };
    if (!envelope.state) {
        // Whether it is signed is said beside the status.
        std::string stage;
        elements.text("docStatus", stage);
        if (stage != "final" && stage != "preliminary" && !stage.empty())
            elements.refuse("docStatus", "The record does not keep this stage.",
                            "Send preliminary or final.");
        envelope.state = stage == "final" ? record::State::Signed : record::State::Open;
        elements.fixed("status", "current");
    } else {
        map_state(elements, "status", envelope, document_status);
        elements.derived("docStatus",
                         envelope.state == record::State::Open ? "preliminary" : "final");
    }
    elements.coded_choice("type", letter.type, "letter-type");
    elements.reference("subject", ResourceType::Patient, letter.patient);
    elements.moment("date", letter.sent_at);
    elements.reference("author[]", ResourceType::Practitioner, letter.practitioner);
    elements.text("description", letter.subject);
    map_words(elements, letter.text);
    elements.each("content", letter.documents, [&](Elements& inner, Document& document) {
        map_document(inner, document, envelope);
    });
    elements.rest_of("", "letter", letter, carried);
    return carried;
}

} // namespace filiform::fhir
