using System.Buffers;

namespace Modular.BuildingBlocks.Http.Exports;

/// <summary>Takes what synchronous writers write until it is sent on asynchronously; holds no more than was written in between.</summary>
internal sealed class Outflow : Stream
{
    private readonly ArrayBufferWriter<byte> _waiting = new(64 * 1024);

    public int Waiting => _waiting.WrittenCount;

    public async Task Drain(Stream to, CancellationToken ct)
    {
        await to.WriteAsync(_waiting.WrittenMemory, ct);
        _waiting.ResetWrittenCount();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
