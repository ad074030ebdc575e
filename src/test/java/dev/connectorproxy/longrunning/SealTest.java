package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] TEXT = "{\"token\":\"s3cret\"}".getBytes(StandardCharsets.UTF_8);

    private final SealingKey first = key();
    private final SealingKey second = key();

    @Test
    void decryptsInTheSamePlaceOnly() {
        var cipher = new Seal(first, List.of());

        byte[] encrypted = cipher.close(TEXT, "arguments of 1");

        assertThat(cipher.open(encrypted, "arguments of 1"), is(TEXT));
        assertThat(new String(encrypted, StandardCharsets.ISO_8859_1).contains("s3cret"), is(false));
        assertThrows(Seal.Unreadable.class, () -> cipher.open(encrypted, "arguments of 2"));
    }

    @Test
    void theSameTextIsNeverEncryptedTheSame() {
        var cipher = new Seal(first, List.of());

        assertThat(cipher.close(TEXT, "a"), is(not(cipher.close(TEXT, "a"))));
    }

    @Test
    void anOldKeyStillDecryptsAndTheNewOneEncrypts() {
        byte[] before = new Seal(first, List.of()).close(TEXT, "a");

        var rotated = new Seal(second, List.of(first));

        assertThat(rotated.open(before, "a"), is(TEXT));
        assertThat(new Seal(second, List.of()).open(rotated.close(TEXT, "a"), "a"), is(TEXT));
        assertThrows(Seal.Unreadable.class, () -> new Seal(second, List.of()).open(before, "a"));
    }

    @Test
    void changedCiphertextDoesNotDecrypt() {
        var cipher = new Seal(first, List.of());
        byte[] encrypted = cipher.close(TEXT, "a");
        encrypted[encrypted.length - 1] ^= 1;

        assertThrows(Seal.Unreadable.class, () -> cipher.open(encrypted, "a"));
        assertThrows(Seal.Unreadable.class, () -> cipher.open(new byte[3], "a"));
    }

    private static SealingKey key() {
        return SealingKey.parse(SealingKey.generate()).orElseThrow();
    }
}
