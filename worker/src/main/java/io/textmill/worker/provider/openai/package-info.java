/** OpenAI chat completions, legacy completions, and every compatible server. */
@NullMarked
package io.textmill.worker.provider.openai;

import org.jspecify.annotations.NullMarked;
