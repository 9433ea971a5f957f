// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <string>

/// Small cases of every shape that the reader knows.
int main(int count, char** words) {
    if (count != 2) {
        std::fputs("usage: seeds_case FOLDER\n", stderr);
        return 2;
    }
    const char* const bodies[] = {
        R"({"phantom": true})", R"({"file": "a.body"})",
        R"({"labels": [{"file": "l.nii.gz", "scheme": "s"}], "image": "c.nii.gz", "gridMm": 1.5})"};
    int number = 0;
    for (const char* body : bodies) {
        std::ofstream file(std::string(words[1]) + "/case" + std::to_string(number++));
        file << R"({"schema": "filiform.case/1", "body": )" << body
             << R"(, "targets": ["piriformis.right", "multifidus.left@l4"],)"
             << R"( "needles": ["0.30x60"], "mostPaths": 2, "seed": 7})";
    }
    std::ofstream file(std::string(words[1]) + "/case" + std::to_string(number));
    file << R"({"schema": "filiform.case/1", "consultation": {"on": "2026-11-25", "patient":)"
         << R"( {"birthDate": "1980-05-02", "sex": "f", "heightCm": 168, "weightKg": null},)"
         << R"( "findings": {"a": true, "b.right": 2.5, "c": "left", "d": ["e", "f"], "g": null},)"
         << R"( "clearances": [{"rule": "r", "by": "x", "on": "2026-11-20", "reason": "y"}]}})";
    return 0;
}
