using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>A failure of the grain runtime.</summary>
    public class OrleansException : Exception
    {
        /// <inheritdoc cref="OrleansException" />
        public OrleansException()
            : base("Unexpected error.")
        {
        }

        /// <inheritdoc cref="OrleansException" />
        public OrleansException(string message)
            : base(message)
        {
        }

        /// <inheritdoc cref="OrleansException" />
        public OrleansException(string message, Exception? innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>A call was not accepted, or its answer is lost; Orleans keeps the constructors to itself.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message)
            : base(message)
        {
        }

        internal OrleansMessageRejectionException(string message, Exception? innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The silo that would answer is gone or going.</summary>
    public class SiloUnavailableException : OrleansMessageRejectionException
    {
        /// <inheritdoc cref="SiloUnavailableException" />
        public SiloUnavailableException()
            : base("Silo unavailable")
        {
        }

        /// <inheritdoc cref="SiloUnavailableException" />
        public SiloUnavailableException(string message)
            : base(message)
        {
        }

        /// <inheritdoc cref="SiloUnavailableException" />
        public SiloUnavailableException(string message, Exception? innerException)
            : base(message, innerException)
        {
        }
    }
}

namespace Orleans.Storage
{
    /// <summary>What is stored is not what the grain remembers; escaping a grain, it drops the activation.</summary>
    public class InconsistentStateException : OrleansException
    {
        /// <inheritdoc cref="InconsistentStateException" />
        public InconsistentStateException()
        {
        }

        /// <inheritdoc cref="InconsistentStateException" />
        public InconsistentStateException(string message)
            : base(message)
        {
        }

        /// <inheritdoc cref="InconsistentStateException" />
        public InconsistentStateException(string message, Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <inheritdoc cref="InconsistentStateException" />
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
            : this(errorMsg, storedEtag, currentEtag, null)
        {
        }

        /// <inheritdoc cref="InconsistentStateException" />
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
            : base(errorMsg, storageException)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>The version in storage.</summary>
        public string? StoredEtag { get; }

        /// <summary>The version the grain knew.</summary>
        public string? CurrentEtag { get; }

        /// <summary>True until the activation that failed is dropped, so that callers it passes through keep theirs.</summary>
        internal bool IsSourceActivation { get; set; } = true;
    }
}
