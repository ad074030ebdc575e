package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CausesTest {
    private static final EOFException ROOT = new EOFException("root");
    private static final IOException MIDDLE = new IOException("middle", ROOT);
    private static final Throwable OUTER = new IllegalStateException("outer", MIDDLE);

    @Test
    void findTheFirstOfATypeTheThrowableItselfIncluded() {
        assertThat(Causes.find(OUTER, IOException.class).orElseThrow(), sameInstance(MIDDLE));
        assertThat(Causes.find(ROOT, EOFException.class).orElseThrow(), sameInstance(ROOT));
        assertThat(Causes.find(OUTER, ArithmeticException.class), is(Optional.empty()));
        assertThat(Causes.has(OUTER, EOFException.class), is(true));
        assertThat(Causes.has(OUTER, ArithmeticException.class), is(false));
    }

    @Test
    void endAtTheRoot() {
        assertThat(Causes.root(OUTER), sameInstance(ROOT));
        assertThat(Causes.root(ROOT), sameInstance(ROOT));
    }

    @Test
    void aCircleEnds() {
        var first = new IllegalStateException();
        first.initCause(new IllegalArgumentException(first));

        assertThat(Causes.has(first, IOException.class), is(false));
    }
}
