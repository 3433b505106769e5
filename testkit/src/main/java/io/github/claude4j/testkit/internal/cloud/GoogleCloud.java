package io.github.claude4j.testkit.internal.cloud;

import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Claude on Google Cloud: the API as it is, below a project. What belongs to the organization has a place of its own. */
public final class GoogleCloud implements Cloud {
    private static final Pattern PATH =
            Pattern.compile("/v1/projects/[^/]+/locations/[^/]+/(workspaces/[^/]+|claudeOrganization)/invoke(/v1/.*)");

    private final boolean strict;

    public GoogleCloud(boolean strict) {
        this.strict = strict;
    }

    @Override
    public Received asked(Received request) {
        GoogleNames.check(request, strict);
        Matcher path = PATH.matcher(request.target());
        if (!path.matches()) {
            throw Refusal.notFound("The requested URL was not found on this server.");
        }
        String target = path.group(2);
        boolean ofTheOrganization = target.matches("/v1/(organizations|user_profiles)([/?].*)?");
        if (ofTheOrganization != path.group(1).equals("claudeOrganization")) {
            throw Refusal.notFound("Not found below " + path.group(1));
        }
        return new Received(request.method(), target, Bearer.known(request), request.body(), request);
    }

    @Override
    public Answer told(Answer answer, Received request) {
        return GoogleNames.told(answer);
    }
}
