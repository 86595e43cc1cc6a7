#pragma once
// libcrypto (OpenSSL 3): SHA-256 with a copyable state, and Ed25519.
//
// The low-level SHA-256 calls are deprecated in favour of EVP, which allocates and fetches on each hash. They
// are used here because a Merkle leaf is a few hundred bytes: the state lives on the stack and can be copied,
// which is what makes a keyed prefix (HMAC) cost two compressions instead of four.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <string.h>

typedef SHA256_CTX probity_sha256_state;

static inline void probity_sha256_start(probity_sha256_state *state) { SHA256_Init(state); }
static inline void probity_sha256_add(probity_sha256_state *state, const void *bytes, size_t length) {
    SHA256_Update(state, bytes, length);
}
static inline void probity_sha256_finish(probity_sha256_state *state, unsigned char digest[32]) {
    SHA256_Final(digest, state);
}

/// SHA-256 of a one-byte prefix and up to two spans (RFC 6962 leaves and nodes).
static inline void probity_sha256_prefixed(
    unsigned char digest[32], unsigned char prefix, const void *first, size_t first_length, const void *second,
    size_t second_length
) {
    SHA256_CTX state;
    SHA256_Init(&state);
    if (first_length + second_length <= 119) {
        // One contiguous update is cheaper than three for nodes and short leaves.
        unsigned char whole[120];
        whole[0] = prefix;
        if (first_length) memcpy(whole + 1, first, first_length);
        if (second_length) memcpy(whole + 1 + first_length, second, second_length);
        SHA256_Update(&state, whole, 1 + first_length + second_length);
    } else {
        SHA256_Update(&state, &prefix, 1);
        SHA256_Update(&state, first, first_length);
        SHA256_Update(&state, second, second_length);
    }
    SHA256_Final(digest, &state);
}

/// The public key of an Ed25519 seed. 1 on success.
static inline int probity_ed25519_public(const unsigned char seed[32], unsigned char public_key[32]) {
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
    if (!key) return 0;
    size_t length = 32;
    int good = EVP_PKEY_get_raw_public_key(key, public_key, &length) == 1 && length == 32;
    EVP_PKEY_free(key);
    return good;
}

/// Signs a message (RFC 8032, pure Ed25519). 1 on success.
static inline int probity_ed25519_sign(
    const unsigned char seed[32], const void *message, size_t message_length, unsigned char signature[64]
) {
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t length = 64;
    int good = key && context && EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1
        && EVP_DigestSign(context, signature, &length, message, message_length) == 1 && length == 64;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return good;
}

/// 1 if the signature over the message is good.
static inline int probity_ed25519_verify(
    const unsigned char public_key[32], const void *message, size_t message_length,
    const unsigned char signature[64]
) {
    EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, 32);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int good = key && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1
        && EVP_DigestVerify(context, signature, 64, message, message_length) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return good;
}
