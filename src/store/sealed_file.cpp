// SPDX-License-Identifier: Apache-2.0
#include "store/sealed_file.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <sodium.h>

#include "base/expects.h"
#include "base/whole_file.h"
#include "store/failure.h"

namespace filiform::store {

namespace {

constexpr std::string_view magic = "FILIFORM-SEALED-1\n";
constexpr std::size_t sealed_part_size = std::size_t{64} * 1024;
constexpr std::size_t sealed_size = sealed_part_size + crypto_secretstream_xchacha20poly1305_ABYTES;
/// More than any backup of ours asks for: a file must not make us spend what it likes.
constexpr std::uint64_t most_passes = 16, most_memory = std::uint64_t{1} << 30U;

using Bytes = std::vector<unsigned char>;
using Key = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;

struct Head {
    std::array<char, magic.size()> mark{};
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
    std::uint64_t passes = crypto_pwhash_OPSLIMIT_MODERATE;
    std::uint64_t memory = crypto_pwhash_MEMLIMIT_MODERATE;
};

std::string written(const Head& head) {
    std::string bytes(head.mark.begin(), head.mark.end());
    bytes.append(head.salt.begin(), head.salt.end());
    for (const std::uint64_t number : {head.passes, head.memory})
        for (unsigned shift = 0; shift < 64; shift += 8)
            bytes += static_cast<char>(number >> shift & 0xffU);
    return bytes;
}

constexpr std::size_t head_size = magic.size() + crypto_pwhash_SALTBYTES + 16;

Head read_head(const std::string& bytes) {
    Head head;
    const auto salt_end = bytes.begin() + magic.size() + crypto_pwhash_SALTBYTES;
    std::copy(bytes.begin(), bytes.begin() + magic.size(), head.mark.begin());
    std::copy(bytes.begin() + magic.size(), salt_end, head.salt.begin());
    head.passes = head.memory = 0;
    for (unsigned i = 0; i < 8; ++i) {
        head.passes |= std::uint64_t{static_cast<unsigned char>(salt_end[i])} << 8U * i;
        head.memory |= std::uint64_t{static_cast<unsigned char>(salt_end[i + 8])} << 8U * i;
    }
    return head;
}

void need(const base::Result<void>& done) {
    if (!done)
        throw Refusal{done.error()};
}

base::WholeFile begun(const std::filesystem::path& path) {
    auto file = base::WholeFile::begin(path, base::WholeFile::Readers::Owner);
    if (!file)
        throw Refusal{file.error()};
    return std::move(*file);
}

std::ifstream opened(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        refuse("file.read", path.string(), "The file cannot be opened.", "Check its name.");
    return file;
}

/// Up to so many bytes; fewer at the end.
std::string next_bytes(std::ifstream& file, const std::filesystem::path& path, std::size_t most) {
    std::string bytes(most, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(most));
    if (file.bad())
        refuse("file.read", path.string(), "The file cannot be read.", "Check the disk.");
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

Key key_of(const Head& head, const std::string& passphrase) {
    Key key{};
    if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(),
                      head.salt.data(), head.passes, static_cast<std::size_t>(head.memory),
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        refuse("store.failed", "", "There is not enough memory to make a key of the passphrase.");
    return key;
}

const unsigned char* bytes_of(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

void copy_plain(std::ifstream& from, const std::filesystem::path& path, base::WholeFile& to,
                std::string bytes) {
    for (; !bytes.empty(); bytes = next_bytes(from, path, sealed_part_size))
        need(to.append(std::as_bytes(std::span(bytes))));
}

/// Parts that are added to a file one after the other, the head bound to the first.
class Sealer {
  public:
    Sealer(base::WholeFile& file, const std::string& passphrase) : file_(file) {
        Head head;
        std::copy(magic.begin(), magic.end(), head.mark.begin());
        randombytes_buf(head.salt.data(), head.salt.size());
        head_ = written(head);
        Key key = key_of(head, passphrase);
        std::string header(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
        crypto_secretstream_xchacha20poly1305_init_push(
            &state_, reinterpret_cast<unsigned char*>(header.data()), key.data());
        sodium_memzero(key.data(), key.size());
        need(file_.append(std::as_bytes(std::span(head_))));
        need(file_.append(std::as_bytes(std::span(header))));
        add("", crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        head_.clear();
    }
    void add(const std::string& part, unsigned char tag) {
        Bytes sealed(part.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
        crypto_secretstream_xchacha20poly1305_push(&state_, sealed.data(), nullptr, bytes_of(part),
                                                   part.size(), bytes_of(head_), head_.size(), tag);
        need(file_.append(std::as_bytes(std::span(sealed))));
    }

  private:
    base::WholeFile& file_;
    std::string head_;
    crypto_secretstream_xchacha20poly1305_state state_{};
};

[[noreturn]] void damaged(const std::filesystem::path& path, const char* what) {
    refuse("store.damaged", path.string(), what, "Use another backup.");
}

class Unsealer {
  public:
    Unsealer(std::ifstream& file, std::filesystem::path path, const std::string& head,
             const std::string& passphrase)
        : file_(file), path_(std::move(path)) {
        if (head.size() < head_size)
            damaged(path_, "The backup is cut off.");
        const Head asked = read_head(head);
        if (asked.passes > most_passes || asked.memory > most_memory)
            damaged(path_, "The backup asks for more memory or time than any of ours.");
        Key key = key_of(asked, passphrase);
        const std::string header =
            next_bytes(file_, path_, crypto_secretstream_xchacha20poly1305_HEADERBYTES);
        const bool is_begun = header.size() == crypto_secretstream_xchacha20poly1305_HEADERBYTES &&
                              crypto_secretstream_xchacha20poly1305_init_pull(
                                  &state_, bytes_of(header), key.data()) == 0;
        sodium_memzero(key.data(), key.size());
        if (!is_begun || !next(crypto_secretstream_xchacha20poly1305_ABYTES, head))
            refuse("store.passphrase", path_.string(),
                   "The passphrase is another, or the beginning of the backup was changed.");
    }
    /// The next part; nothing when it was changed or is missing.
    std::optional<std::string> next(std::size_t size = sealed_size, const std::string& head = "") {
        const std::string sealed = next_bytes(file_, path_, size);
        if (sealed.size() < crypto_secretstream_xchacha20poly1305_ABYTES)
            return std::nullopt;
        std::string part(sealed.size() - crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(
                &state_, reinterpret_cast<unsigned char*>(part.data()), nullptr, &tag,
                bytes_of(sealed), sealed.size(), bytes_of(head), head.size()) != 0)
            return std::nullopt;
        is_last_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        return part;
    }
    [[nodiscard]] bool is_last() const { return is_last_; }

  private:
    std::ifstream& file_;
    std::filesystem::path path_;
    crypto_secretstream_xchacha20poly1305_state state_{};
    bool is_last_ = false;
};

} // namespace

base::Result<void> seal_file(const std::filesystem::path& plain, const std::string& passphrase,
                             const std::filesystem::path& sealed) {
    base::expects(sodium_init() >= 0, "libsodium begins");
    return guarded([&] {
        std::ifstream from = opened(plain);
        base::WholeFile to = begun(sealed);
        if (passphrase.empty()) {
            copy_plain(from, plain, to, next_bytes(from, plain, sealed_part_size));
        } else {
            Sealer sealer(to, passphrase);
            std::string part = next_bytes(from, plain, sealed_part_size);
            for (bool is_last = false; !is_last;) {
                std::string after = next_bytes(from, plain, sealed_part_size);
                is_last = after.empty();
                sealer.add(part, is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                         : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
                part = std::move(after);
            }
        }
        need(to.finish());
    });
}

base::Result<void> unseal_file(const std::filesystem::path& sealed, const std::string& passphrase,
                               const std::filesystem::path& plain) {
    base::expects(sodium_init() >= 0, "libsodium begins");
    return guarded([&] {
        std::ifstream from = opened(sealed);
        base::WholeFile to = begun(plain);
        std::string head = next_bytes(from, sealed, head_size);
        if (!head.starts_with(magic)) {
            copy_plain(from, sealed, to, std::move(head));
        } else if (passphrase.empty()) {
            refuse("store.passphrase", sealed.string(), "The backup is encrypted.",
                   "Name the file with its passphrase.");
        } else {
            Unsealer unsealer(from, sealed, head, passphrase);
            while (!unsealer.is_last()) {
                const auto part = unsealer.next();
                if (!part)
                    damaged(sealed, "The backup was changed, or is cut off.");
                need(to.append(std::as_bytes(std::span(*part))));
            }
            if (!next_bytes(from, sealed, 1).empty())
                damaged(sealed, "Something was added to the end of the backup.");
        }
        need(to.finish());
    });
}

} // namespace filiform::store
