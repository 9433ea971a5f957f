// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "server/http_client.h"
#include "server/listener.h"

namespace filiform::server {

namespace {

/// A certificate for nobody, signed by itself, and its key, in a folder of their own.
class ScratchCertificate {
  public:
    ScratchCertificate() {
        std::string name = (std::filesystem::temp_directory_path() / "filiform-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("no scratch folder");
        folder_ = name;
        EVP_PKEY* const key = EVP_EC_gen("P-256");
        X509* const certificate = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        X509_sign(certificate, key, EVP_sha256());
        save(certificate_file(), [&](FILE* file) { PEM_write_X509(file, certificate); });
        save(key_file(), [&](FILE* file) {
            PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
        });
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    ~ScratchCertificate() { std::filesystem::remove_all(folder_); }
    ScratchCertificate(const ScratchCertificate&) = delete;
    ScratchCertificate& operator=(const ScratchCertificate&) = delete;

    std::string certificate_file() const { return (folder_ / "certificate.pem").string(); }
    std::string key_file() const { return (folder_ / "key.pem").string(); }

  private:
    template <class Write>
    static void save(const std::string& path, const Write& write) {
        FILE* const file = std::fopen(path.c_str(), "w");
        write(file);
        std::fclose(file);
    }
    std::filesystem::path folder_;
};

std::unique_ptr<Listener> listening(const ScratchCertificate& certificate) {
    ListenerOptions options;
    options.port = 0;
    options.certificate_file = certificate.certificate_file();
    options.key_file = certificate.key_file();
    auto listener = Listener::open(options, [](const Request& request) {
        Answer answer;
        answer.body = request.is_secure ? "secure" : "plain";
        return answer;
    });
    if (!listener)
        throw std::runtime_error(base::sentence(listener.error()));
    return std::move(*listener);
}

/// What comes back over TLS of that version; empty when no session could be agreed on.
std::string ask_over_tls(std::uint16_t port, int version) {
    SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(context, 0); // so that it is the server that refuses
    SSL_CTX_set_min_proto_version(context, version);
    SSL_CTX_set_max_proto_version(context, version);
    BIO* const wire = BIO_new_ssl_connect(context);
    BIO_set_conn_hostname(wire, ("127.0.0.1:" + std::to_string(port)).c_str());
    std::string answer;
    const std::string asked = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    if (BIO_do_connect(wire) == 1 &&
        BIO_write(wire, asked.data(), static_cast<int>(asked.size())) > 0) {
        char bytes[4096];
        for (int got = 0; (got = BIO_read(wire, bytes, sizeof(bytes))) > 0;)
            answer.append(bytes, static_cast<std::size_t>(got));
    }
    BIO_free_all(wire);
    SSL_CTX_free(context);
    return answer;
}

} // namespace

TEST(ListenerTls, answers_over_tls_1_2_and_1_3_and_no_older) {
    const ScratchCertificate certificate;
    const auto listener = listening(certificate);
    EXPECT_NE(ask_over_tls(listener->port(), TLS1_3_VERSION).find("secure"), std::string::npos);
    EXPECT_NE(ask_over_tls(listener->port(), TLS1_2_VERSION).find("secure"), std::string::npos);
    EXPECT_EQ(ask_over_tls(listener->port(), TLS1_1_VERSION), "");
}

TEST(ListenerTls, says_nothing_to_who_does_not_speak_tls) {
    const ScratchCertificate certificate;
    const auto listener = listening(certificate);
    RawClient client(listener->port());
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.receive_all().find("HTTP/1.1 200"), std::string::npos);
}

TEST(ListenerTls, refuses_a_key_that_is_not_the_certificates) {
    const ScratchCertificate one;
    const ScratchCertificate other;
    ListenerOptions options;
    options.port = 0;
    options.certificate_file = one.certificate_file();
    options.key_file = other.key_file();
    const auto listener = Listener::open(options, {});
    ASSERT_FALSE(listener);
    EXPECT_EQ(listener.error().code, "listener.certificate");
}

} // namespace filiform::server
