package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadCipherTest {
    private static final byte[] TEXT = "{\"token\":\"s3cret\"}".getBytes(StandardCharsets.UTF_8);

    private final EncryptionKey first = key();
    private final EncryptionKey second = key();

    @Test
    void decryptsInTheSamePlaceOnly() {
        var cipher = new PayloadCipher(first, List.of());

        byte[] encrypted = cipher.encrypt(TEXT, "arguments of 1");

        assertThat(cipher.decrypt(encrypted, "arguments of 1"), is(TEXT));
        assertThat(
                new String(encrypted, StandardCharsets.ISO_8859_1).contains("s3cret"), is(false));
        assertThrows(
                PayloadCipher.DecryptionException.class,
                () -> cipher.decrypt(encrypted, "arguments of 2"));
    }

    @Test
    void theSameTextIsNeverEncryptedTheSame() {
        var cipher = new PayloadCipher(first, List.of());

        assertThat(cipher.encrypt(TEXT, "a"), is(not(cipher.encrypt(TEXT, "a"))));
    }

    @Test
    void anOldKeyStillDecryptsAndTheNewOneEncrypts() {
        byte[] before = new PayloadCipher(first, List.of()).encrypt(TEXT, "a");

        var rotated = new PayloadCipher(second, List.of(first));

        assertThat(rotated.decrypt(before, "a"), is(TEXT));
        assertThat(
                new PayloadCipher(second, List.of()).decrypt(rotated.encrypt(TEXT, "a"), "a"),
                is(TEXT));
        assertThrows(
                PayloadCipher.DecryptionException.class,
                () -> new PayloadCipher(second, List.of()).decrypt(before, "a"));
    }

    /// Payloads of this format are stored, so every later version must decrypt it.
    @Test
    void decryptsWhatTheFirstVersionStored() {
        var stored = "AdWqGKGtfpdF5L+p6hyibL5msK9eKYj150r7F4bnKpcUHjZviq97TTjgfvAP4E8vAtaoTkmFiw==";
        var key = EncryptionKey.parse("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=").orElseThrow();

        byte[] text =
                new PayloadCipher(second, List.of(first, key))
                        .decrypt(Base64.getDecoder().decode(stored), "arguments of 1");

        assertThat(text, is(TEXT));
    }

    @Test
    void changedCiphertextDoesNotDecrypt() {
        var cipher = new PayloadCipher(first, List.of());
        byte[] encrypted = cipher.encrypt(TEXT, "a");
        encrypted[encrypted.length - 1] ^= 1;

        assertThrows(PayloadCipher.DecryptionException.class, () -> cipher.decrypt(encrypted, "a"));
        assertThrows(
                PayloadCipher.DecryptionException.class, () -> cipher.decrypt(new byte[3], "a"));
    }

    private static EncryptionKey key() {
        return EncryptionKey.parse(EncryptionKey.generate()).orElseThrow();
    }
}
