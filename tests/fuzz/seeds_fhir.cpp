// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <string>

#include "fhir/resource.h"

namespace {

using namespace filiform;

void save(const std::string& path, const std::string& text) {
    std::ofstream(path) << text;
}

} // namespace

/// Resources of every type that can be written, a transaction, a call and a search.
int main(int count, char** words) {
    if (count != 2) {
        std::fputs("usage: seeds_fhir FOLDER\n", stderr);
        return 2;
    }
    const std::string folder = std::string(words[1]) + "/";
    base::RandomStream random(1, 1);
    for (const fhir::TypeFacts& type : fhir::every_type())
        for (int i = 0; type.written_as && i < 3; ++i) {
            record::Entry entry;
            entry.id = record::EntryId("e1");
            entry.version = 1;
            const auto made = fhir::resources_of(
                entry, record::drawn_noun(*type.written_as, random), {}, type.type);
            if (!made.empty())
                save(folder + std::string(type.name) + std::to_string(i), made.front().json);
        }
    save(
        folder + "transaction",
        R"({"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:1","resource":)"
        R"({"resourceType":"Patient","name":[{"family":"A"}]},"request":{"method":"POST","url":"Patient",)"
        R"("ifNoneExist":"identifier=7"}},{"resource":{"resourceType":"Task","for":{"reference":)"
        R"("urn:uuid:1"}},"request":{"method":"PUT","url":"Task/2","ifMatch":"W/\"3\""}}]})");
    save(
        folder + "call",
        R"({"hook":"patient-view","hookInstance":"i","context":{"userId":"Practitioner/1","patientId":"p"},)"
        R"("prefetch":{"patient":{"resourceType":"Patient"},"conditions":{"entry":[{"resource":)"
        R"({"resourceType":"Condition","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10",)"
        R"("code":"D66"}]}}}]}}})");
    save(folder + "search",
         "name:exact=a,b&date=ge2026-01&_sort=-date&_include=Appointment:patient");
    return 0;
}
