// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>

#include "seed_files.h"

/// Targets with every kind of parameter, a body, scopes, cookies.
int main(int count, char** words) {
    const char* const folder = filiform::fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    const std::string texts[] = {
        "/api/v1/patients?family=gar&birthdate=ge1950-06-15&sort=-family&limit=20&total=true",
        "/api/v1/appointments?date=ge2026-11-29T14:00:00Z&status=booked,arrived&patient=p-1",
        "/a/caf%C3%A9/a+b/?q=x+y%26z",
        R"({"name":"x","number":0.5,"texts":["a","b"],"extra":null})",
        "system/Patient.rs system/*.read",
        "filiform=abc; other=def"};
    int number = 0;
    for (const std::string& text : texts) {
        const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
        filiform::fuzz::put_seed(folder, "request" + std::to_string(number++),
                                 {bytes, bytes + text.size()});
    }
    return 0;
}
