package dev.connectorproxy.devserver.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapturedBodyTest {
    @Test
    void utf8IsText() {
        assertThat(
                CapturedBody.of("\u00e4\ud83d\ude00".getBytes(UTF_8)).text(),
                is(Optional.of("\u00e4\ud83d\ude00")));
        assertThat(CapturedBody.NONE.text(), is(Optional.of("")));
    }

    @Test
    void otherBytesAreNot() {
        assertThat(CapturedBody.of(new byte[] {'a', (byte) 0xc3}).text(), is(Optional.empty()));
        assertThat(CapturedBody.of(new byte[] {(byte) 0xff, 'a'}).text(), is(Optional.empty()));
    }

    @Test
    void aCharacterThatIsCutOffIsLeftOut() {
        var bytes = "a\u00e4".getBytes(UTF_8);
        var cut = new CapturedBody(new byte[] {bytes[0], bytes[1]}, bytes.length);

        assertThat(cut.text(), is(Optional.of("a")));
    }
}
