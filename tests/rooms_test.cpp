// SPDX-License-Identifier: Apache-2.0
// The arrows between the rooms are declared once, in CMakeLists.txt. This refuses an include that
// follows no declared arrow, and an arrow that closes a circle.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using Arrows = std::map<std::string, std::set<std::string>>;

Arrows read_arrows(std::istream& in) {
    Arrows arrows;
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream words(line);
        std::string room;
        words >> room;
        room.pop_back(); // the colon
        arrows[room];
        for (std::string other; words >> other;)
            arrows[room].insert(other);
    }
    return arrows;
}

Arrows declared_arrows() {
    std::ifstream file(FILIFORM_ROOMS_FILE);
    return read_arrows(file);
}

/// "file:line: room a includes room b" for each include of `text` that no arrow allows.
std::vector<std::string> wrong_includes(const Arrows& arrows, const std::string& room,
                                        const std::string& name, const std::string& text) {
    static const std::regex include(R"re(^\s*#\s*include\s+"([a-z_]+)/)re");
    std::vector<std::string> wrong;
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::smatch match;
        if (!std::regex_search(line, match, include))
            continue;
        const std::string other = match[1];
        if (other == room || !arrows.contains(other) || arrows.at(room).contains(other))
            continue;
        wrong.push_back(name + ":" + std::to_string(number) + ": room " + room + " includes room " +
                        other + ", which CMakeLists.txt does not allow");
    }
    return wrong;
}

bool reaches(const Arrows& arrows, const std::string& from, const std::string& to) {
    for (const std::string& next : arrows.at(from))
        if (next == to || (arrows.contains(next) && reaches(arrows, next, to)))
            return true;
    return false;
}

TEST(Rooms, AWrongIncludeIsRefused) {
    const Arrows arrows{{"base", {}}, {"geometry", {"base"}}, {"chart", {"base", "geometry"}}};
    EXPECT_TRUE(wrong_includes(arrows, "chart", "a.h", "#include \"base/result.h\"\n").empty());
    const auto wrong = wrong_includes(arrows, "geometry", "g.h", "\n#include \"chart/plan.h\"\n");
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong[0], "g.h:2: room geometry includes room chart, which CMakeLists.txt does not "
                        "allow");
}

TEST(Rooms, EverySourceFollowsTheDeclaredArrows) {
    const Arrows arrows = declared_arrows();
    ASSERT_TRUE(arrows.contains("geometry"));
    std::size_t files = 0;
    for (const auto& [room, uses] : arrows) {
        const fs::path folder = fs::path(FILIFORM_SOURCE_DIR) / "src" / room;
        ASSERT_TRUE(fs::is_directory(folder)) << folder;
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string ending = entry.path().extension();
            if (ending != ".h" && ending != ".cpp")
                continue;
            ++files;
            std::ifstream file(entry.path());
            const std::string text((std::istreambuf_iterator<char>(file)), {});
            for (const std::string& sentence :
                 wrong_includes(arrows, room, room + "/" + entry.path().filename().string(), text))
                ADD_FAILURE() << sentence;
        }
    }
    EXPECT_GT(files, 20U);
}

TEST(Rooms, NoRoomReachesItself) {
    const Arrows arrows = declared_arrows();
    for (const auto& [room, uses] : arrows)
        EXPECT_FALSE(reaches(arrows, room, room)) << room;
}

TEST(Rooms, EveryFolderOfSrcIsADeclaredRoom) {
    const Arrows arrows = declared_arrows();
    for (const auto& entry : fs::directory_iterator(fs::path(FILIFORM_SOURCE_DIR) / "src"))
        if (entry.is_directory()) {
            EXPECT_TRUE(arrows.contains(entry.path().filename())) << entry.path();
        }
}

} // namespace
