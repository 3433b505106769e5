package io.github.claude4j.socket;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** TLS by the JDK, which checks that the certificate is for the host, and resumes sessions. */
final class Tls {
    private final @Nullable SSLContext context;
    private final @Nullable SSLParameters parameters;

    /**
     * @param context null for the JDK's own
     * @param parameters null for those of the context
     */
    Tls(@Nullable SSLContext context, @Nullable SSLParameters parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    /** Shakes hands over a socket that leads there. */
    SSLSocket over(ChannelSocket socket, Origin origin) throws IOException {
        SSLSocket tls =
                (SSLSocket) context().getSocketFactory().createSocket(socket, origin.bareHost(), origin.port(), true);
        if (parameters != null) {
            tls.setSSLParameters(parameters);
        }
        SSLParameters checked = tls.getSSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        checked.setApplicationProtocols(new String[] {"http/1.1"});
        tls.setSSLParameters(checked);
        tls.startHandshake();
        return tls;
    }

    private SSLContext context() throws IOException {
        try {
            return context == null ? SSLContext.getDefault() : context;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("the JDK has no TLS: " + e.getMessage(), e);
        }
    }
}
