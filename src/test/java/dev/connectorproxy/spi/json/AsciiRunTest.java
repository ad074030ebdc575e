package dev.connectorproxy.spi.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsciiRunTest {
    @Test
    void endsWhereALookAtEveryByteEnds() {
        var random = new Random(7);

        for (int round = 0; round < 200_000; round++) {
            var in = new byte[random.nextInt(40)];
            Arrays.fill(in, (byte) (' ' + random.nextInt(90)));
            for (int i = random.nextInt(4); i > 0 && in.length > 0; i--) {
                in[random.nextInt(in.length)] = (byte) random.nextInt(256);
            }
            int from = random.nextInt(in.length + 1);

            assertThat(Arrays.toString(in), AsciiRun.end(in, from), is(byteByByte(in, from)));
        }
    }

    @Test
    void findsEverySpecialByteInEveryPlaceOfTheEight() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < 8; place++) {
                var in = new byte[8];
                Arrays.fill(in, (byte) '!');
                in[place] = (byte) value;

                assertThat(value + " at " + place, AsciiRun.end(in, 0), is(byteByByte(in, 0)));
            }
        }
    }

    private static int byteByByte(byte[] in, int from) {
        int at = from;
        while (at < in.length && in[at] >= ' ' && in[at] != '"' && in[at] != '\\') {
            at++;
        }
        return at;
    }
}
