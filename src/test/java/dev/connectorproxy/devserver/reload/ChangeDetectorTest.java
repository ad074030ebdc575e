package dev.connectorproxy.devserver.reload;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.plugins.FileStamps;
import dev.connectorproxy.plugins.FileStamps.Stamp;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeDetectorTest {
    private static final FileStamps LOADED = stamps(1);
    private static final FileStamps HALF = stamps(2);
    private static final FileStamps WHOLE = stamps(3);
    private static final FileStamps GONE = new FileStamps(Map.of());

    private final ChangeDetector detector = new ChangeDetector(LOADED);

    private static FileStamps stamps(long size) {
        return new FileStamps(
                Map.of(Path.of("Bank.class"), new Stamp(size, FileTime.fromMillis(size))));
    }

    @Test
    void filesThatStayTheSameAreNotLoadedAgain() {
        assertThat(detector.isReady(LOADED), is(false));
        assertThat(detector.isReady(LOADED), is(false));
    }

    @Test
    void filesAreLoadedOnceTheyHaveStayedTheSameForThreeLooks() {
        assertThat(detector.isReady(HALF), is(false));
        assertThat(detector.isReady(HALF), is(false));
        assertThat(detector.isReady(WHOLE), is(false));
        assertThat(detector.isReady(WHOLE), is(false));
        assertThat(detector.isReady(WHOLE), is(true));
        assertThat(detector.isReady(WHOLE), is(false));
    }

    @Test
    void filesThatAreDeletedByABuildAreNotLoadedUntilTheyAreThereAgain() {
        assertThat(detector.isReady(GONE), is(false));
        assertThat(detector.isReady(GONE), is(false));
        assertThat(detector.isReady(GONE), is(false));
        assertThat(detector.isReady(WHOLE), is(false));
        assertThat(detector.isReady(WHOLE), is(false));
        assertThat(detector.isReady(WHOLE), is(true));
    }

    @Test
    void theSameFilesAfterABuildThatWroteThemTwiceAreNotLoadedAgain() {
        assertThat(detector.isReady(HALF), is(false));
        assertThat(detector.isReady(LOADED), is(false));
        assertThat(detector.isReady(LOADED), is(false));
        assertThat(detector.isReady(LOADED), is(false));
    }
}
