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

/// Where the keys come from: the settings, or the sources of the SDK's default chain, in its order, as far as the environment
/// names them. A source that nothing points to is not asked, so that nobody waits for one that is not there.
final class Credentials implements AwsCredentialsProvider {
    private final AwsCredentialsProvider source;
    private final boolean remote;

    /// @param remote whether the source is asked over the network, and may work the next time
    private Credentials(AwsCredentialsProvider source, boolean remote) {
        this.source = source;
        this.remote = remote;
    }

    /// @param http the way out, to the token service too
    static Credentials of(AwsSettings settings, EgressHttpClient http) {
        var keys = settings.keys();
        if (!keys.none()) {
            return new Credentials(StaticCredentialsProvider.create(given(keys)), false);
        }
        var sources = new ArrayList<AwsCredentialsProvider>();
        if (named(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE)
                && named(SdkSystemSetting.AWS_ROLE_ARN)) {
            sources.add(webIdentity(settings, http));
        }
        sources.add(ProfileCredentialsProvider.create());
        if (named(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
                || named(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)) {
            sources.add(ContainerCredentialsProvider.create());
        }
        if (settings.instanceMetadata()) {
            sources.add(InstanceProfileCredentialsProvider.create());
        }
        return new Credentials(chain(sources), sources.size() > 1);
    }

    /// @throws ConnectorException `ConnectorNotConfigured` when there is no source that has any, `CredentialRetrievalError`
    ///     when there is one and it failed
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return source.resolveCredentials();
        } catch (SdkClientException e) {
            throw remote
                    ? new ConnectorException(
                            AwsErrors.CREDENTIAL_RETRIEVAL,
                            503,
                            "no source of AWS credentials that the environment names handed them out",
                            e)
                    : AwsSettings.missing(
                            "no AWS credentials: connectors.aws.access-key-id (AWS_ACCESS_KEY_ID) and its secret are not set, and the environment names no other source");
        }
    }

    private static AwsCredentials given(AwsSettings.Keys keys) {
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
                        .overrideConfiguration(
                                it -> it.retryStrategy(DeadlineRetries.of(settings.attempts())))
                        .build();
        return StsWebIdentityTokenFileCredentialsProvider.builder().stsClient(sts).build();
    }

    private static AwsCredentialsProvider chain(List<AwsCredentialsProvider> sources) {
        return AwsCredentialsProviderChain.builder().credentialsProviders(sources).build();
    }

    private static boolean named(SdkSystemSetting setting) {
        return setting.getStringValue().filter(it -> !it.isBlank()).isPresent();
    }
}
