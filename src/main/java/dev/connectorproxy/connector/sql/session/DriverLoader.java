package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Finds JDBC drivers, on the class path and in the jars of one directory. Nothing is loaded before the first call that needs
/// it; the jars are looked for then, once. Thread-safe.
final class DriverLoader {
    private final Optional<Path> directory;
    private final Lock lock = new ReentrantLock();
    private ClassLoader loader; // guarded by lock, null before the first call

    DriverLoader(Optional<Path> directory) {
        this.directory = directory;
    }

    /// The driver of that class, or else the first one that accepts the URL.
    ///
    /// @throws ConnectorException `ConnectorNotConfigured`: there is none
    Driver load(Vendor vendor, DatabaseTarget target) {
        return vendor.driverClass()
                .map(this::instance)
                .orElseGet(() ->
                        Services.accepting(
                                "jdbc:" + target.subProtocol() + "://localhost:1/x", loader()))
                .orElseThrow(() ->
                        new ConnectorException(
                                ErrorCode.CONNECTOR_NOT_CONFIGURED,
                                "the driver of this database is not installed; "
                                        + vendor.driverHint()));
    }

    private Optional<Driver> instance(String className) {
        try {
            return Optional.of(
                    (Driver)
                            Class.forName(className, true, loader())
                                    .getDeclaredConstructor()
                                    .newInstance());
        } catch (ClassNotFoundException _) {
            return Optional.empty();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unusable(e);
        }
    }

    private static ConnectorException unusable(Throwable cause) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_CONFIGURED,
                "the driver of this database cannot be loaded",
                cause);
    }

    /// Our own classes are seen by the drivers of the directory, which create some of them by name.
    private ClassLoader loader() {
        lock.lock();
        try {
            if (loader == null) {
                var own = DriverLoader.class.getClassLoader();
                loader = directory.map(path -> ofJars(path, own)).orElse(own);
            }
            return loader;
        } finally {
            lock.unlock();
        }
    }

    private static ClassLoader ofJars(Path directory, ClassLoader parent) {
        List<URL> jars = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, "*.jar")) {
            for (var jar : files) {
                jars.add(jar.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has a URL", e);
        } catch (IOException e) {
            throw unusable(e);
        }
        return new URLClassLoader("database-drivers", jars.toArray(URL[]::new), parent);
    }

    /// Drivers found as services; a class of its own, so that nothing of `java.sql` is loaded at start.
    private static final class Services {
        static Optional<Driver> accepting(String url, ClassLoader loader) {
            try {
                for (var driver : ServiceLoader.load(Driver.class, loader)) {
                    if (driver.acceptsURL(url)) {
                        return Optional.of(driver);
                    }
                }
                return Optional.empty();
            } catch (SQLException | ServiceConfigurationError | LinkageError e) {
                throw unusable(e);
            }
        }
    }
}
