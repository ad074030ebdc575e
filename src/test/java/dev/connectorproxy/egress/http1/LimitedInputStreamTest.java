package dev.connectorproxy.egress.http1;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitedInputStreamTest {
    private final AtomicLong counted = new AtomicLong();

    @Test
    void countsBytesAndPiecesUpToItsLimit() throws IOException {
        var in =
                new LimitedInputStream(
                        new ByteArrayInputStream(new byte[5]), 4, counted::addAndGet);

        assertThat(in.read(), is(0));
        assertThat(in.read(new byte[3], 0, 3), is(3));
        assertThat(counted.get(), is(4L));
        assertThrows(ResponseTooLargeException.class, in::read);
    }

    @Test
    void countsNothingAtTheEnd() throws IOException {
        var in =
                new LimitedInputStream(
                        new ByteArrayInputStream(new byte[1]), 1, counted::addAndGet);

        assertThat(in.read(), is(0));
        assertThat(in.read(), is(-1));
        assertThat(in.read(new byte[3], 0, 3), is(-1));
        assertThat(counted.get(), is(1L));
    }
}
