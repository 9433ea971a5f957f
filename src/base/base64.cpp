// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"

#include <sodium.h>

namespace filiform::base {

namespace {

int variant_of(Base64 form) {
    return form == Base64::Padded ? sodium_base64_VARIANT_ORIGINAL
                                  : sodium_base64_VARIANT_URLSAFE_NO_PADDING;
}

} // namespace

std::string to_base64(std::string_view bytes, Base64 form) {
    const int variant = variant_of(form);
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    text.pop_back(); // the zero at its end
    return text;
}

std::optional<std::string> from_base64(std::string_view text, Base64 form,
                                       const std::string& skipped) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), skipped.empty() ? nullptr : skipped.c_str(), &size, &end,
                          variant_of(form)) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

} // namespace filiform::base
