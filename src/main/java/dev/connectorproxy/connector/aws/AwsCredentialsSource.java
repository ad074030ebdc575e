package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/// The source of AWS credentials: the settings, or else the SDK's default chain in its order, reduced to the sources
/// that the environment names. Other sources are not tried, so that no call waits for one that does not exist.
final class AwsCredentialsSource implements AwsCredentialsProvider {
    private final AwsCredentialsProvider source;
    private final boolean remote;

    /// @param remote whether the source is reached over the network, so that a retry may succeed
    private AwsCredentialsSource(AwsCredentialsProvider source, boolean remote) {
        this.source = source;
        this.remote = remote;
    }

    /// @param http the egress, also used for the token service
    static AwsCredentialsSource of(AwsSettings settings, EgressHttpClient http) {
        var keys = settings.keys();
        if (!keys.isEmpty()) {
            return new AwsCredentialsSource(
                    StaticCredentialsProvider.create(toStaticCredentials(keys)), false);
        }
        var sources = new ArrayList<AwsCredentialsProvider>();
        if (isSet(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE)
                && isSet(SdkSystemSetting.AWS_ROLE_ARN)) {
            sources.add(webIdentity(settings, http));
        }
        sources.add(ProfileCredentialsProvider.create());
        if (isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
                || isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)) {
            sources.add(ContainerCredentialsProvider.create());
        }
        if (settings.instanceMetadata()) {
            sources.add(InstanceProfileCredentialsProvider.create());
        }
        return new AwsCredentialsSource(chain(sources), sources.size() > 1);
    }

    /// @throws ConnectorException `ConnectorNotConfigured` when no source is configured, `CredentialRetrievalError`
    ///     when a remote source failed
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return source.resolveCredentials();
        } catch (SdkClientException e) {
            throw remote
                    ? new ConnectorException(
                            AwsErrorCodes.CREDENTIAL_RETRIEVAL,
                            503,
                            "no source of AWS credentials that the environment names handed them out",
                            e)
                    : AwsSettings.notConfigured(
                            "no AWS credentials: connectors.aws.access-key-id (AWS_ACCESS_KEY_ID) and its secret are not set, and the environment names no other source");
        }
    }

    private static AwsCredentials toStaticCredentials(AwsSettings.AccessKeys keys) {
        return keys.sessionToken().isEmpty()
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(
                        keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }

    private static AwsCredentialsProvider webIdentity(AwsSettings settings, EgressHttpClient http) {
        var sts =
                StsClient.builder()
                        .region(Region.of(settings.region()))
                        .defaultsMode(DefaultsMode.LEGACY)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(http)
                        .overrideConfiguration(config ->
                                config.retryStrategy(DeadlineRetryStrategy.of(settings.attempts())))
                        .build();
        return StsWebIdentityTokenFileCredentialsProvider.builder().stsClient(sts).build();
    }

    private static AwsCredentialsProvider chain(List<AwsCredentialsProvider> sources) {
        return AwsCredentialsProviderChain.builder().credentialsProviders(sources).build();
    }

    private static boolean isSet(SdkSystemSetting setting) {
        return setting.getStringValue().filter(value -> !value.isBlank()).isPresent();
    }
}
