package dev.connectorproxy;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.connection.ConnectionList;
import dev.connectorproxy.declarative.ConnectorFiles;
import dev.connectorproxy.devserver.DevServerSettings;
import dev.connectorproxy.egress.EgressSettings;
import dev.connectorproxy.federation.FederationSettings;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.longrunning.LongRunningSettings;
import dev.connectorproxy.observe.LogSettings;
import dev.connectorproxy.plugins.PluginSettings;
import dev.connectorproxy.plugins.Plugins;
import dev.connectorproxy.proxy.CallerProfiles;
import dev.connectorproxy.proxy.LimitSettings;
import dev.connectorproxy.secrets.SecretSettings;
import dev.connectorproxy.security.SecuritySettings;
import dev.connectorproxy.server.ServerSettings;
import dev.connectorproxy.server.TlsSettings;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.signin.SigninSettings;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.typeahead.TypeaheadSettings;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// The settings of all packages, validated.
///
/// @param source the file that they come from, for messages
/// @param plugins those found in the plugin directory
/// @param files connectors that are files; not read yet
/// @param devEgress egress settings of the payment providers
record AllSettings(
        String source,
        ServerSettings server,
        Optional<TlsSettings> tls,
        SecuritySettings security,
        CallerProfiles callers,
        SecretSettings secrets,
        LimitSettings limits,
        EgressSettings egress,
        LogSettings logging,
        SigninSettings signin,
        TypeaheadSettings typeahead,
        FederationSettings federation,
        LongRunningSettings longRunning,
        Plugins plugins,
        DevServerSettings devServer,
        EgressSettings devEgress,
        Connectors connectors,
        ConnectorFiles files,
        CommandAliases aliases,
        ConnectionList connections) {

    /// @throws SettingsException a value is invalid, or a key is unknown
    static AllSettings create(Settings settings) {
        var root = settings.root();
        var limits = LimitSettings.create(root.section("limits"));
        var builtIn = builtInConnectors();
        var plugins =
                Plugins.load(
                        PluginSettings.create(root.section("plugins")),
                        new Plugins.BuiltIn(builtIn, builtInProviders()));
        var providers = Stream.concat(builtIn.stream(), plugins.connectors().stream()).toList();
        var server =
                ServerSettings.create(
                        root.section("server"), limits.requestBytes(), limits.deadline());
        var security = SecuritySettings.create(root.section("security"), root.sections("callers"));
        var egress = EgressSettings.create(root.section("egress"));
        var all =
                new AllSettings(
                        settings.source(),
                        server,
                        TlsSettings.create(root.section("server").section("tls")),
                        security,
                        CallerProfiles.create(
                                root, limits.deadline(), server.corsOrigins(), security.keyNames()),
                        SecretSettings.create(root.section("secrets")),
                        limits,
                        egress,
                        LogSettings.create(root.section("logging")),
                        SigninSettings.create(root.section("signin")),
                        TypeaheadSettings.create(root.section("typeahead")),
                        FederationSettings.create(root),
                        LongRunningSettings.create(root.section("long-running"), limits.deadline()),
                        plugins,
                        DevServerSettings.create(root.section("dev-server"), server),
                        egress.withAllowed(root.section("dev-server").section("egress")),
                        Connectors.create(providers, root.section("connectors")),
                        ConnectorFiles.create(root.section("connectors")),
                        CommandAliases.create(root),
                        ConnectionList.create(root));
        all.refuseUnknown(settings);
        return all;
    }

    private void refuseUnknown(Settings settings) {
        if (plugins.anyBroken()) { // some keys may belong to a plugin that failed to load
            settings.root().section("connectors").flat();
        }
        settings.refuseUnknown();
    }

    /// How the callers share the limits.
    Shares shares() {
        return limits.shares() ? Shares.of(security.callerNames()) : Shares.NONE;
    }

    /// Whether this proxy can defer the calls of that command of another proxy.
    boolean defersRemoteCommand(CommandId command) {
        return !federation.peers().isEmpty() && longRunning.hasAsyncCommand(command);
    }

    static List<ConnectorProvider> builtInConnectors() {
        return ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    static List<PaymentProvider> builtInProviders() {
        return ServiceLoader.load(PaymentProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /// Validates the settings of the connectors and the connector files without starting anything.
    ///
    /// @return the commands
    /// @throws SettingsException a connector rejects its settings, or a connector file is broken
    Catalogue checkConnectors() {
        var catalogue =
                new LocalCatalogue(
                        this,
                        (_, _) -> {
                            throw new IllegalStateException(
                                    "a connector must not call out while it starts");
                        });
        files.problems().values().stream()
                .findFirst()
                .ifPresent(problem -> {
                    throw new SettingsException(problem);
                });
        return catalogue.current();
    }
}
