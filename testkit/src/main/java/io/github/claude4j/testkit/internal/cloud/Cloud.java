package io.github.claude4j.testkit.internal.cloud;

import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;

/** A place that answers as the API does, in a form of its own. */
public interface Cloud {
    /** The API itself. */
    Cloud NONE = new Cloud() {
        @Override
        public Received asked(Received request) {
            return request;
        }

        @Override
        public Answer told(Answer answer, Received request) {
            return answer;
        }
    };

    /**
     * What a request asks for, as the API would be asked.
     *
     * @throws Refusal where it is not for this place, or not signed as it should be
     */
    Received asked(Received request);

    /**
     * The answer as this place gives it.
     *
     * @param request as it came
     */
    Answer told(Answer answer, Received request);
}
