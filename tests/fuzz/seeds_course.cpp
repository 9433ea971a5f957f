// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <string>

/// Small courses of every shape that the reader knows.
int main(int count, char** words) {
    if (count != 2) {
        std::fputs("usage: seeds_course FOLDER\n", stderr);
        return 2;
    }
    const char* const more[] = {
        "", R"(, "onset": "2025-11-20", "goal": {"value": 2, "on": "2026-05-15"})",
        R"(, "sessions": [{"at": "2026-03-02", "sore": true, "soreHours": 36}], "planned": ["2026-04-06"])",
        R"(, "follow": "nprs_leg", "findings": {"neuro_worse": false, "disabling": null})"};
    int number = 0;
    for (const char* rest : more) {
        std::ofstream file(std::string(words[1]) + "/course" + std::to_string(number++));
        file
            << R"({"schema": "filiform.course/1", "asOf": "2026-03-31", "readings": [)"
            << R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": 7},)"
            << R"({"instrument": "nprs_leg", "at": "2026-03-09T10:00:00Z", "value": 5.5, "period": "day"},)"
            << R"({"instrument": "rmdq", "at": "2026-03-09", "value": 12}])" << rest << "}";
    }
    return 0;
}
