package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.PaymentConnector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The class files of a provider: those of its package and of packages below it that its class leads to. What they call
/// by reflection or through a library in another package is not seen.
final class ProviderClasses {
    private static final Pattern CONNECTION =
            Pattern.compile(
                    "java/net/(?!URI\\b|URISyntaxException\\b|URLEncoder\\b|URLDecoder\\b|IDN\\b).*"
                            + "|javax/net/.*|java/nio/channels/\\w*(Socket|Datagram)\\w*|java/rmi/.*|jdk/net/.*|com/sun/net/.*"
                            + "|okhttp3/.*|org/apache/(hc|http)/.*|io/(netty|helidon)/.*");
    private static final Pattern SCHEDULE =
            Pattern.compile(
                    "java/lang/Thread\\.(<init>|start|sleep|ofVirtual|ofPlatform|startVirtualThread)"
                            + "|java/util/(Timer|concurrent/(Executors|ForkJoinPool|\\w*Executor\\w*|CompletableFuture))\\..*"
                            + "|java/util/concurrent/TimeUnit\\.sleep"
                            + "|java/time/(Instant|LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime|Year)\\.now"
                            + "|java/time/(Clock|InstantSource)\\.(system\\w*|tick\\w*)"
                            + "|java/lang/System\\.currentTimeMillis|java/util/Date\\.<init>");
    private static final Pattern INVENTED =
            Pattern.compile(
                    "java/util/UUID\\.randomUUID|java/(util/Random|security/SecureRandom|util/concurrent/ThreadLocalRandom)\\..*"
                            + "|java/lang/Math\\.random");
    private static final Pattern STORAGE =
            Pattern.compile(
                    "java/nio/file/Files\\..*|java/io/(File|File\\w+|RandomAccessFile)\\..*"
                            + "|java/sql/.*|javax/sql/.*|java/util/prefs/.*");
    private static final Pattern SIGNING =
            Pattern.compile("javax/crypto/.*|java/security/(Signature|Mac|KeyFactory)");
    private static final Pattern TRANSPORT =
            Pattern.compile("dev/connectorproxy/.*/(Egress|Provider(Http|Request|Endpoint))");
    private static final Pattern MAPPING = Pattern.compile(".*/spi/payment/Payment\\.(<init>|of)");

    private final Map<String, ClassModel> classes = new TreeMap<>();
    private final Class<?> provider;
    private final String root;

    private ProviderClasses(Class<?> provider) {
        this.provider = provider;
        this.root = provider.getPackageName().replace('.', '/') + "/";
    }

    static ProviderClasses of(Object provider) {
        var classes = new ProviderClasses(provider.getClass());
        classes.read();
        return classes;
    }

    /// Classes that reach the network without the egress.
    List<String> connections() {
        return found(name -> CONNECTION.matcher(name).matches(), ProviderClasses::types);
    }

    /// Threads, timers and clocks: the engine decides when, and gives the clock.
    List<String> schedules() {
        return found(name -> SCHEDULE.matcher(name).matches(), ProviderClasses::members);
    }

    /// Random ids, which differ when a call is repeated.
    List<String> inventedIds() {
        return found(name -> INVENTED.matcher(name).matches(), ProviderClasses::members);
    }

    /// Files, databases and static variables.
    ///
    /// @param files whether the provider itself consists of files
    List<String> storage(boolean files) {
        var found = new ArrayList<String>();
        if (!files) {
            found.addAll(found(name -> STORAGE.matcher(name).matches(), ProviderClasses::members));
        }
        classes.forEach((name, model) -> {
            for (var field : model.fields()) {
                boolean variable =
                        field.flags().has(AccessFlag.STATIC)
                                && !field.flags().has(AccessFlag.FINAL)
                                && !field.flags().has(AccessFlag.SYNTHETIC);
                if (variable) {
                    found.add(name + " has the static variable " + field.fieldName());
                }
            }
        });
        return found;
    }

    /// Classes that sign and send, and connectors that sign or make payments themselves.
    List<String> mixedConcerns() {
        var found = new ArrayList<String>();
        classes.forEach((name, model) -> {
            boolean signs = types(model).stream().anyMatch(SIGNING.asMatchPredicate());
            boolean sends = types(model).stream().anyMatch(TRANSPORT.asMatchPredicate());
            boolean maps = members(model).stream().anyMatch(MAPPING.asMatchPredicate());
            if (signs && sends) {
                found.add(name + " signs and sends");
            }
            if (isConnector(model) && (signs || maps)) {
                found.add(name + " is the connector, and " + (signs ? "signs" : "maps payments"));
            }
        });
        return found;
    }

    private List<String> found(
            Predicate<String> forbidden, Function<ClassModel, Set<String>> names) {
        var found = new ArrayList<String>();
        classes.forEach((name, model) ->
                names.apply(model).stream()
                        .filter(forbidden)
                        .forEach(used -> found.add(name + " uses " + used)));
        return found;
    }

    private void read() {
        var open = new ArrayDeque<String>();
        open.add(provider.getName().replace('.', '/'));
        while (!open.isEmpty()) {
            var name = open.remove();
            if (!classes.containsKey(name)) {
                var model = ClassFile.of().parse(bytes(name));
                classes.put(name, model);
                types(model).stream().filter(type -> type.startsWith(root)).forEach(open::add);
            }
        }
    }

    private byte[] bytes(String name) {
        try (InputStream in = provider.getClassLoader().getResourceAsStream(name + ".class")) {
            if (in == null) {
                throw new AssertionError("there is no class file of " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isConnector(ClassModel model) {
        var contract = PaymentConnector.class.getName().replace('.', '/');
        return model.interfaces().stream().anyMatch(type -> type.asInternalName().equals(contract));
    }

    private static Set<String> types(ClassModel model) {
        var types = new TreeSet<String>();
        for (var entry : model.constantPool()) {
            if (entry instanceof ClassEntry type) {
                types.add(type.asInternalName().replaceAll("^\\[+L|;$", ""));
            }
        }
        return types;
    }

    private static Set<String> members(ClassModel model) {
        var members = new TreeSet<String>();
        for (var entry : model.constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                members.add(member.owner().asInternalName() + "." + member.name().stringValue());
            }
        }
        return members;
    }
}
