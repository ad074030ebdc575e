package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileValueTest {
    private final List<Optional<String>> outcomes = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();

    @TempDir private Path folder;
    private Path first;
    private Path second;

    @BeforeEach
    void writeFiles() throws IOException {
        first = Files.writeString(folder.resolve("first"), "a");
        second = Files.writeString(folder.resolve("second"), "b");
    }

    @Test
    void readsOnceWhileNoFileChanges() throws IOException {
        var value = value();

        assertThat(value.get(outcomes::add), is("ab"));
        assertThat(value.get(outcomes::add), is("ab"));
        assertThat(reads.get(), is(1));
        assertThat(outcomes, is(List.of()));
    }

    @Test
    void readsAgainWhenAnyOfTheFilesHasChanged() throws IOException {
        var value = value();

        Files.writeString(second, "changed");

        assertThat(value.get(outcomes::add), is("achanged"));
        assertThat(value.get(outcomes::add), is("achanged"));
        assertThat(outcomes, contains(Optional.empty()));
    }

    @Test
    void noticesAChangeOfTheSameLength() throws IOException {
        var value = value();

        Files.writeString(second, "c");
        Files.setLastModifiedTime(second, FileTime.fromMillis(1_000));

        assertThat(value.get(outcomes::add), is("ac"));
    }

    @Test
    void noticesThatASymbolicLinkWasReplaced() throws IOException {
        Files.writeString(folder.resolve("old"), "old");
        Files.writeString(folder.resolve("new"), "new");
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("old"));
        var value = new FileValue<>(List.of(link), () -> Files.readString(link));

        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("new"));

        assertThat(value.get(outcomes::add), is("new"));
    }

    @Test
    void keepsTheValueWhileAFileIsMissingAndSaysSoOnce() throws IOException {
        var value = value();

        Files.delete(second);

        assertThat(value.get(outcomes::add), is("ab"));
        assertThat(value.get(outcomes::add), is("ab"));
        assertThat(outcomes.size(), is(1));
        assertThat(outcomes.getFirst().orElseThrow(), containsString("second"));
        assertThat(value.failure(), is(outcomes.getFirst()));
    }

    @Test
    void keepsTheValueWhileTheReaderRejectsTheFiles() throws IOException {
        var value = value();

        Files.writeString(first, "broken");
        var meanwhile = value.get(outcomes::add);
        Files.writeString(first, "better");

        assertThat(meanwhile, is("ab"));
        assertThat(value.get(outcomes::add), is("betterb"));
        assertThat(outcomes, contains(Optional.of("it is broken"), Optional.empty()));
        assertThat(value.failure(), is(Optional.empty()));
    }

    @Test
    void readsAgainOnRequestThoughNothingHasChanged() throws IOException {
        var value = value();

        assertThat(value.reread(), is(Optional.empty()));
        assertThat(reads.get(), is(2));
    }

    @Test
    void saysWhyAReadOnRequestFailed() throws IOException {
        var value = value();

        Files.writeString(first, "broken");

        assertThat(value.reread(), is(Optional.of("it is broken")));
        assertThat(value.get(outcomes::add), is("ab"));
        assertThat(outcomes, is(List.of()));
    }

    @Test
    void failsAtFirstIfTheFilesCannotBeRead() throws IOException {
        Files.delete(first);

        assertThrows(IOException.class, this::value);
    }

    private FileValue<String> value() throws IOException {
        return new FileValue<>(List.of(first, second), this::read);
    }

    private String read() throws IOException {
        reads.incrementAndGet();
        var text = Files.readString(first) + Files.readString(second);
        if (text.startsWith("broken")) {
            throw new IllegalArgumentException("it is broken");
        }
        return text;
    }
}
