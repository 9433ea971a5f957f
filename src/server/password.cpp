// SPDX-License-Identifier: Apache-2.0
#include "server/password.h"

#include <algorithm>
#include <array>
#include <semaphore>
#include <set>

#include <sodium.h>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "server/target.h"

namespace filiform::server {

namespace {

constexpr std::size_t least_characters = 12;
constexpr std::size_t most_characters = 128;
constexpr std::size_t most_bytes = 256;
constexpr std::size_t least_different = 5;

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

const std::set<std::string, std::less<>>& common_passwords() {
    static const std::set<std::string, std::less<>> all = [] {
        std::set<std::string, std::less<>> both;
        for (const char* name : {"server/common_passwords.yaml", "server/leaked_passwords.yaml"}) {
            const auto file = base::find_data_file(name);
            base::expects(file.has_value(), "the lists of common passwords are carried");
            const base::DataDocument document(*file, name);
            const auto words = document.root().texts("words");
            base::expects(document.problems().empty(), "the lists of common passwords can be read");
            both.insert(words.begin(), words.end());
        }
        return both;
    }();
    return all;
}

/// The word a padded one is made of: "password2026!" is "password".
std::string_view core_of(std::string_view text) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    while (!text.empty() && !is_letter(text.back()))
        text.remove_suffix(1);
    while (!text.empty() && !is_letter(text.front()))
        text.remove_prefix(1);
    return text;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

tl::unexpected<base::Problem> weak(std::string what) {
    return tl::unexpected(base::Problem{"people.password", "#/password", std::move(what),
                                        "Take several words that do not belong together; blanks "
                                        "are welcome."});
}

/// Few at a time, since each takes hundreds of megabytes.
class HashingTurn {
  public:
    HashingTurn() { turns().acquire(); }
    ~HashingTurn() { turns().release(); }
    HashingTurn(const HashingTurn&) = delete;
    HashingTurn& operator=(const HashingTurn&) = delete;

  private:
    static std::counting_semaphore<>& turns() {
        static std::counting_semaphore<> free(2);
        return free;
    }
};

} // namespace

base::Result<void> check_password(std::string_view password, std::string_view login) {
    if (!is_utf8(password) || password.size() > most_bytes)
        return weak("A password is at most " + std::to_string(most_bytes) + " bytes of UTF-8.");
    if (characters(password) > most_characters)
        return weak("A password has at most " + std::to_string(most_characters) + " characters.");
    if (characters(password) < least_characters)
        return weak("A password has at least " + std::to_string(least_characters) + " characters.");
    if (std::set<char>(password.begin(), password.end()).size() < least_different)
        return weak("This password repeats a few characters.");
    const std::string folded = lowered(password);
    if (common_passwords().contains(folded) || common_passwords().contains(core_of(folded)))
        return weak("This password is among the common ones.");
    if (login.size() >= 4 && folded.find(lowered(login)) != std::string::npos)
        return weak("The login is part of this password.");
    return {};
}

base::Result<std::string> hash_password(std::string_view password, const PasswordCost& cost) {
    base::expects(sodium_init() >= 0, "libsodium can be used");
    const HashingTurn turn;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.operations,
                              cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return tl::unexpected(base::Problem{"people.memory", "",
                                            "There is not enough memory to hash a password.",
                                            "Give the server 256 MiB more."});
    return std::string(hash.data());
}

bool is_password(const std::string& hash, std::string_view password) {
    base::expects(sodium_init() >= 0, "libsodium can be used");
    if (hash.empty() || hash.size() >= crypto_pwhash_STRBYTES || password.size() > most_bytes)
        return false;
    const HashingTurn turn;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

} // namespace filiform::server
