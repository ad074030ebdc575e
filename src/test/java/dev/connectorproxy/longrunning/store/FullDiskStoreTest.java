package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An embedded database on a disk that is full for a time.
class FullDiskStoreTest {
    private static final AtomicBoolean FULL = new AtomicBoolean();

    @TempDir private Path folder;
    private InvocationDatabase database;

    @BeforeEach
    void open() {
        FilePath.register(new FullDisk());
        FULL.set(false);
        database = new InvocationDatabase(config(), StoreLocation.embedded(folder));
        database.open();
    }

    @AfterEach
    void close() {
        FULL.set(false);
        database.close();
    }

    @Test
    void isUsableAgainOnceThereIsSpaceWithAllThatWasStored() {
        insert("before");
        FULL.set(true);
        assertThrows(StoreException.class, () -> insert("lost"));
        assertThrows(StoreException.class, database::recover);
        assertThrows(StoreException.class, database::recover);

        FULL.set(false);
        assertThrows(StoreException.class, () -> insert("closed"));
        database.recover();
        insert("after");

        assertThat(count("before"), is(1L));
        assertThat(count("lost"), is(0L));
        assertThat(count("after"), is(1L));
    }

    @Test
    void nothingIsDoneWithoutAFailure() {
        FULL.set(true);

        database.recover();
    }

    private void insert(String name) {
        database.update(
                "insert into lr_vault (name, sealed) values (?, ?)", name, new byte[100_000]);
    }

    private long count(String name) {
        return database.queryFirst(
                        "select count(*) from lr_vault where name = ?", row -> row.getLong(1), name)
                .orElseThrow();
    }

    private HikariConfig config() {
        var config = new HikariConfig();
        config.setPoolName("full disk");
        config.setMaximumPoolSize(3);
        config.setConnectionTimeout(2_000);
        config.setAutoCommit(false);
        config.setDriverClassName("org.h2.Driver");
        config.setJdbcUrl(
                "jdbc:h2:full-disk:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                        .formatted(folder.resolve("db")));
        config.setUsername("sa");
        config.setPassword("");
        return config;
    }

    /// Files that cannot be written while the disk is full.
    public static final class FullDisk extends FilePathWrapper {
        @Override
        public String getScheme() {
            return "full-disk";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new FullFile(super.open(mode));
        }
    }

    private static final class FullFile extends FileBase {
        private final FileChannel file;

        FullFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            refuse();
            return file.write(from);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            refuse();
            return file.write(from, position);
        }

        private static void refuse() throws IOException {
            if (FULL.get()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return file.read(into);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            file.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
