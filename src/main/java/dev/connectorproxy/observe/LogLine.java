package dev.connectorproxy.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/// The data of one log line, and the only kind of event that appenders see. Immutable, because another thread formats
/// it later. It has neither a throwable nor arguments, so that no layout prints the message of an exception: the
/// formatted message ends with the stack trace.
sealed interface LogLine extends ILoggingEvent permits CommandEvent, LogMessage {
    /// The logger of the proxy's own lines.
    String OWN_LOGGER = "dev.connectorproxy";

    /// The logger of the lines of calls, below [#OWN_LOGGER].
    String COMMAND_LOGGER = OWN_LOGGER + ".command";

    /// The time of the event.
    Instant time();

    /// The log level.
    LogSettings.Level level();

    /// The text, cut to `maxLength` characters, so that a caller cannot inflate the log.
    static String truncated(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
    }

    @Override
    default Instant getInstant() {
        return time();
    }

    @Override
    default long getTimeStamp() {
        return time().toEpochMilli();
    }

    @Override
    default int getNanoseconds() {
        return time().getNano();
    }

    @Override
    default ch.qos.logback.classic.Level getLevel() {
        return level().toLogback();
    }

    @Override
    default String getMessage() {
        return getFormattedMessage();
    }

    @Override
    default Object[] getArgumentArray() {
        return null;
    }

    @Override
    default IThrowableProxy getThrowableProxy() {
        return null;
    }

    @Override
    default String getThreadName() {
        return "";
    }

    @Override
    default LoggerContextVO getLoggerContextVO() {
        return null;
    }

    @Override
    default StackTraceElement[] getCallerData() {
        return new StackTraceElement[0];
    }

    @Override
    default boolean hasCallerData() {
        return false;
    }

    @Override
    default List<Marker> getMarkerList() {
        return List.of();
    }

    @Override
    default Map<String, String> getMDCPropertyMap() {
        return Map.of();
    }

    @Override
    @Deprecated
    default Map<String, String> getMdc() {
        return getMDCPropertyMap();
    }

    @Override
    default long getSequenceNumber() {
        return 0;
    }

    @Override
    default List<KeyValuePair> getKeyValuePairs() {
        return List.of();
    }

    @Override
    default void prepareForDeferredProcessing() {}
}
